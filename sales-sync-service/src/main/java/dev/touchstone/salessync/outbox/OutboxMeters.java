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
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What is in the outbox and what became of it, as gauges and counters. The gauges are as they were when the counts were read
 * last, which every replica does for the whole outbox; NaN before.
 */
@ApplicationScoped
public class OutboxMeters {
    private final MeterRegistry meters;
    private final MeterProvider<Counter> calls;
    private final MeterProvider<Counter> sent;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(OutboxCounts counts, Instant at) {
        double oldestSeconds() {
            @Nullable Instant oldest = counts.oldestOpenAt();
            return oldest == null ? 0 : Duration.between(oldest, at).toSeconds();
        }
    }

    OutboxMeters(MeterRegistry meters) {
        this.meters = meters;
        this.calls = Counter.builder("touchstone.outbox.calls")
                .description("calls with a batch of rows of the outbox, by outcome")
                .withRegistry(meters);
        this.sent = Counter.builder("touchstone.outbox.sent.rows")
                .description("rows of the outbox that the other side took")
                .withRegistry(meters);
    }

    /**
     * What there is of a lane, from now on: {@code touchstone_outbox_rows} by state, which add up to
     * {@code touchstone_outbox_accepted_rows}, {@code touchstone_outbox_possible_duplicate_rows},
     * {@code touchstone_outbox_out_of_order_rows}, {@code touchstone_outbox_oldest_unsent_seconds}.
     */
    public void begin(String lane) {
        for (Class<?> outcome : BatchOutcome.class.getPermittedSubclasses()) {
            calls.withTags("lane", lane, "outcome", outcome.getSimpleName());
        }
        sent.withTag("lane", lane);
        Tags ofLane = Tags.of("lane", lane);
        for (OutboxState state : OutboxState.values()) {
            Tags ofState = ofLane.and("state", state.name().toLowerCase(Locale.ROOT));
            gauge("rows", "rows of the outbox, by state", ofState, lane, now ->
                    (double) now.counts().of(state));
        }
        gauge("accepted.rows", "rows that were ever put into the outbox", ofLane, lane, now ->
                (double) now.counts().accepted());
        gauge("possible.duplicate.rows", "rows sent again although the other side may have them", ofLane, lane, now ->
                (double) now.counts().possibleDuplicates());
        gauge("out.of.order.rows", "rows that went out before an earlier one of their key", ofLane, lane, now ->
                (double) now.counts().outOfOrder());
        gauge(
                "oldest.unsent.seconds",
                "age of the oldest row that is not finished",
                ofLane,
                lane,
                Known::oldestSeconds);
    }

    /** The counts of this moment. */
    public void counted(String lane, OutboxCounts counts, Instant now) {
        known.put(lane, new Known(counts, now));
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

    private void gauge(String name, String description, Tags tags, String lane, ToDoubleFunction<Known> value) {
        Gauge.builder("touchstone.outbox." + name, () -> {
                    @Nullable Known now = known.get(lane);
                    return now == null ? Double.NaN : value.applyAsDouble(now);
                })
                .description(description)
                .tags(tags)
                .register(meters);
    }
}
