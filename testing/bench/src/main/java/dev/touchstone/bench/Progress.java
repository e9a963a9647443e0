package dev.touchstone.bench;

import java.util.Locale;

/** What a measurement does at the moment, on the error stream, with the seconds since the start. */
final class Progress {
    private static final long STARTED = System.nanoTime();

    private Progress() {}

    static void tell(String sentence) {
        System.err.printf(Locale.ROOT, "%7.1f s  %s%n", (System.nanoTime() - STARTED) / 1e9, sentence);
    }
}
