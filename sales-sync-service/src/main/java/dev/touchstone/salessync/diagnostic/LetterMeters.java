package dev.touchstone.salessync.diagnostic;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters as gauges, by kind: {@code touchstone_diagnostic_letters} by state and
 * {@code touchstone_diagnostic_oldest_letter_seconds}. As they were when they were read last; NaN before.
 */
@Startup
@ApplicationScoped
public class LetterMeters {
    private final SqlDeadLetterStore store;
    private final Clock clock;
    private volatile @Nullable Map<String, LetterCount> known;

    LetterMeters(SqlDeadLetterStore store, Clock clock, @All List<DeadLetterOwner> owners, MeterRegistry meters) {
        this.store = store;
        this.clock = clock;
        for (DeadLetterOwner owner : owners) {
            letters(meters, owner.kind(), "waiting", count -> (double) count.waiting());
            letters(meters, owner.kind(), "retrying", count -> (double) count.retrying());
            Gauge.builder("touchstone.diagnostic.oldest.letter.seconds", () -> value(owner.kind(), this::age))
                    .description("how long the longest waiting dead letter has waited for somebody to decide")
                    .tag("kind", owner.kind())
                    .register(meters);
        }
    }

    /** Reads them. */
    public void read() {
        known = store.counts();
    }

    private void letters(MeterRegistry meters, String kind, String state, ToDoubleFunction<LetterCount> value) {
        Gauge.builder("touchstone.diagnostic.letters", () -> value(kind, value))
                .description("dead letters that wait for somebody to decide, or are being tried again")
                .tag("kind", kind)
                .tag("state", state)
                .register(meters);
    }

    private double value(String kind, ToDoubleFunction<LetterCount> value) {
        @Nullable Map<String, LetterCount> counts = known;
        return counts == null ? Double.NaN : value.applyAsDouble(counts.getOrDefault(kind, LetterCount.NONE));
    }

    private double age(LetterCount count) {
        return count.oldestWaitingAt()
                .map(since ->
                        Math.max(0, Duration.between(since, clock.instant()).toMillis() / 1_000.0))
                .orElse(0.0);
    }
}
