package dev.touchstone.commandline.terminal;

import dev.touchstone.commandline.text.Words;

/**
 * One line on the error stream that shows how far something is. On a terminal it is written over, at most ten times a
 * second; elsewhere only its last state appears.
 */
public final class ProgressLine implements AutoCloseable {
    private static final long BETWEEN_NANOS = 100_000_000;

    private final Terminal terminal;
    private String text = "";
    private long drawnAt;
    private boolean drawn;

    public ProgressLine(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Replaces the line. */
    public void show(String newText) {
        text = newText;
        long now = System.nanoTime();
        if (terminal.errWidth() > 0 && (!drawn || now - drawnAt > BETWEEN_NANOS)) {
            draw();
            drawnAt = now;
            drawn = true;
        }
    }

    /** Leaves the last state standing and ends the line. */
    @Override
    public void close() {
        if (text.isEmpty()) {
            return;
        }
        if (terminal.errWidth() > 0) {
            draw();
            terminal.err().println();
        } else {
            terminal.err().println(text);
        }
        text = "";
    }

    /** A bar of 20 characters, filled to {@code done} of {@code total}. */
    public static String bar(long done, long total) {
        int length = 20;
        int filled = total <= 0 ? 0 : (int) Math.min(length, done * length / total);
        return "█".repeat(filled) + "░".repeat(length - filled);
    }

    private void draw() {
        terminal.err().print("\r\u001B[K" + Words.cut(text, terminal.errWidth() - 1));
        terminal.err().flush();
    }
}
