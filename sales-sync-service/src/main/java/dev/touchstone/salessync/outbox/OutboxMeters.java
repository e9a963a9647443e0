package dev.touchstone.salessync.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What is in the outbox and what became of it, as gauges and counters. */
@ApplicationScoped
public class OutboxMeters {
    private final MeterRegistry meters;
    private final Map<String, AtomicLong> gauges = new ConcurrentHashMap<>();

    OutboxMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    /**
     * The counts of this moment: {@code touchstone_outbox_rows} by state, {@code touchstone_outbox_possible_duplicates},
     * {@code touchstone_outbox_out_of_order}, {@code touchstone_outbox_oldest_unsent_seconds}.
     */
    public void counted(String lane, OutboxCounts counts, Instant now) {
        for (OutboxState state : OutboxState.values()) {
            gauge("touchstone.outbox.rows", Tags.of("lane", lane, "state", state.name()))
                    .set(counts.of(state));
        }
        Tags ofLane = Tags.of("lane", lane);
        gauge("touchstone.outbox.possible.duplicates", ofLane).set(counts.possibleDuplicates());
        gauge("touchstone.outbox.out.of.order", ofLane).set(counts.outOfOrder());
        Instant oldest = counts.oldestOpenAt();
        gauge("touchstone.outbox.oldest.unsent.seconds", ofLane)
                .set(oldest == null ? 0 : Duration.between(oldest, now).toSeconds());
    }

    /** Calls with a batch: {@code touchstone_outbox_calls_total} by outcome. */
    public void called(String lane, BatchOutcome outcome) {
        meters.counter(
                        "touchstone.outbox.calls",
                        "lane",
                        lane,
                        "outcome",
                        outcome.getClass().getSimpleName())
                .increment();
    }

    /** Rows that the other side took: {@code touchstone_outbox_sent_total}. */
    public void sent(String lane, long rows) {
        meters.counter("touchstone.outbox.sent", "lane", lane).increment((double) rows);
    }

    private AtomicLong gauge(String name, Tags tags) {
        return gauges.computeIfAbsent(name + tags, key -> meters.gauge(name, tags, new AtomicLong()));
    }
}
