package dev.touchstone.commandline;

import dev.touchstone.commandline.terminal.Terminal;
import java.nio.file.Path;

/** Starts the command line as a client alone. */
public final class Main {
    private Main() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] arguments) {
        Path home = Path.of(System.getProperty("touchstone.home", ""));
        int code;
        try (Touchstone touchstone = new Touchstone(Terminal.ofProcess(System.getenv()), System.getenv(), home)) {
            code = touchstone.run(touchstone.commandLine(), arguments);
        }
        System.exit(code);
    }
}
