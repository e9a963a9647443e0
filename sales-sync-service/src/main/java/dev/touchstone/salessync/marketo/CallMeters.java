package dev.touchstone.salessync.marketo;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** Calls as counters. */
final class CallMeters {
    private final MeterProvider<Counter> calls;
    private final MeterProvider<Counter> skipped;

    CallMeters(MeterRegistry meters) {
        this.calls = Counter.builder("touchstone.marketo.calls")
                .description("calls to Marketo, by lane and by ok, its code, or what came instead")
                .withRegistry(meters);
        for (Lane lane : Lane.values()) {
            calls.withTags("lane", tag(lane), "outcome", "ok");
        }
        this.skipped = Counter.builder("touchstone.marketo.skipped.entries")
                .description("entries of lists of Marketo that say nothing and were left out")
                .withRegistry(meters);
        skipped.withTag("path", FeedsApi.ACTIVITIES);
    }

    /**
     * One call: {@code touchstone_marketo_calls_total}.
     *
     * @param outcome ok, a code of Marketo's, or a word for what came instead
     */
    void called(Lane lane, String outcome) {
        calls.withTags("lane", tag(lane), "outcome", outcome).increment();
    }

    /**
     * An entry of a list that says nothing and is left out: {@code touchstone_marketo_skipped_entries_total}.
     *
     * @param path of the call
     */
    void skipped(String path) {
        skipped.withTag("path", path).increment();
    }

    /** The value of the tag {@code lane}. */
    static String tag(Lane lane) {
        return lane.name().toLowerCase(Locale.ROOT);
    }
}
