package dev.touchstone.salessync.marketo;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** Calls as counters. */
final class CallMeters {
    private final MeterRegistry meters;

    CallMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    /**
     * One call: {@code touchstone_marketo_calls_total}.
     *
     * @param outcome ok, a code of Marketo's, or a word for what came instead
     */
    void called(Lane lane, String outcome) {
        meters.counter("touchstone.marketo.calls", "lane", tag(lane), "outcome", outcome)
                .increment();
    }

    /**
     * An entry of a list that says nothing and is left out: {@code touchstone_marketo_entries_skipped_total}.
     *
     * @param path of the call
     */
    void skipped(String path) {
        meters.counter("touchstone.marketo.entries.skipped", "path", path).increment();
    }

    /** The value of the tag {@code lane}. */
    static String tag(Lane lane) {
        return lane.name().toLowerCase(Locale.ROOT);
    }
}
