package dev.touchstone.salessync.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What is in the outbox and what became of it, as gauges and counters. The gauges are as they were when the counts were read
 * last, which every replica does for the whole outbox.
 */
@ApplicationScoped
public class OutboxMeters {
    private final MeterRegistry meters;
    private final MeterProvider<Counter> calls;
    private final MeterProvider<Counter> sent;
    private final Map<String, AtomicLong> gauges = new ConcurrentHashMap<>();

    OutboxMeters(MeterRegistry meters) {
        this.meters = meters;
        this.calls = Counter.builder("touchstone.outbox.calls")
                .description("calls with a batch of rows of the outbox, by outcome")
                .withRegistry(meters);
        this.sent = Counter.builder("touchstone.outbox.sent.rows")
                .description("rows of the outbox that the other side took")
                .withRegistry(meters);
    }

    /** What a lane counts is there from now on, and not from the first time on that it happens. */
    public void begin(String lane) {
        for (Class<?> outcome : BatchOutcome.class.getPermittedSubclasses()) {
            calls.withTags("lane", lane, "outcome", outcome.getSimpleName());
        }
        sent.withTag("lane", lane);
    }

    /**
     * The counts of this moment: {@code touchstone_outbox_rows} by state, which add up to
     * {@code touchstone_outbox_accepted_rows}, {@code touchstone_outbox_possible_duplicate_rows},
     * {@code touchstone_outbox_out_of_order_rows}, {@code touchstone_outbox_oldest_unsent_seconds}.
     */
    public void counted(String lane, OutboxCounts counts, Instant now) {
        for (OutboxState state : OutboxState.values()) {
            Tags tags = Tags.of("lane", lane, "state", state.name().toLowerCase(Locale.ROOT));
            gauge("touchstone.outbox.rows", "rows of the outbox, by state", tags)
                    .set(counts.of(state));
        }
        Tags ofLane = Tags.of("lane", lane);
        gauge("touchstone.outbox.accepted.rows", "rows that were ever put into the outbox", ofLane)
                .set(counts.accepted());
        gauge(
                        "touchstone.outbox.possible.duplicate.rows",
                        "rows sent again although the other side may have them",
                        ofLane)
                .set(counts.possibleDuplicates());
        gauge("touchstone.outbox.out.of.order.rows", "rows that went out before an earlier one of their key", ofLane)
                .set(counts.outOfOrder());
        Instant oldest = counts.oldestOpenAt();
        gauge("touchstone.outbox.oldest.unsent.seconds", "age of the oldest row that is not finished", ofLane)
                .set(oldest == null ? 0 : Duration.between(oldest, now).toSeconds());
    }

    /** Calls with a batch: {@code touchstone_outbox_calls_total} by outcome. */
    public void called(String lane, BatchOutcome outcome) {
        calls.withTags("lane", lane, "outcome", outcome.getClass().getSimpleName())
                .increment();
    }

    /** Rows that the other side took: {@code touchstone_outbox_sent_rows_total}. */
    public void sent(String lane, long rows) {
        sent.withTag("lane", lane).increment((double) rows);
    }

    private AtomicLong gauge(String name, String description, Tags tags) {
        return gauges.computeIfAbsent(name + tags, key -> {
            AtomicLong value = new AtomicLong();
            Gauge.builder(name, value, AtomicLong::get)
                    .description(description)
                    .tags(tags)
                    .register(meters);
            return value;
        });
    }
}
