package dev.touchstone.commandline.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The two streams a command writes to.
 *
 * @param out results
 * @param err progress and errors
 * @param outWidth columns of the terminal behind {@code out}; 0 if it is none
 * @param errWidth columns of the terminal behind {@code err}; 0 if it is none
 * @param colour whether results may hold escape sequences
 */
public record Terminal(PrintStream out, PrintStream err, int outWidth, int errWidth, boolean colour) {
    private static final int NARROWEST = 40;

    /**
     * This process's streams, in UTF-8 whatever the locale. Java cannot ask whether a stream is a terminal, so the
     * `touchstone` script does, and says so in the properties {@code touchstone.terminal.out} and {@code .err}.
     */
    @SuppressWarnings("resource") // the process's own streams
    public static Terminal ofProcess(Map<String, String> environment) {
        int outWidth = width("touchstone.terminal.out");
        return new Terminal(
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                outWidth,
                width("touchstone.terminal.err"),
                outWidth > 0 && !environment.containsKey("NO_COLOR") && !"dumb".equals(environment.get("TERM")));
    }

    /** A heading: bold where the terminal can. */
    public String bold(String text) {
        return colour ? "\u001B[1m" + text + "\u001B[0m" : text;
    }

    private static int width(String property) {
        int columns = Integer.getInteger(property, 0);
        return columns == 0 ? 0 : Math.max(NARROWEST, columns);
    }
}
