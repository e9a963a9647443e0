package dev.touchstone.local.suite;

import dev.touchstone.commandline.terminal.Terminal;
import dev.touchstone.commandline.text.Words;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/** Writes what happens on the error stream, each sentence with the seconds since the start in front. */
public final class Announcer implements Consumer<String> {
    private final Terminal terminal;
    private final long startedAt = System.nanoTime();

    public Announcer(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public synchronized void accept(String sentence) {
        double seconds = elapsed().toMillis() / 1000.0;
        terminal.err().printf(Locale.ROOT, "%6.1f s  %s%n", seconds, sentence);
        terminal.err().flush();
    }

    /** Time since it was made. */
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    /** The same in words. */
    public String elapsedInWords() {
        return Words.duration(elapsed());
    }
}
