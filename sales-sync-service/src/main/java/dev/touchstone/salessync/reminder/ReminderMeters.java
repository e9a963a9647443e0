package dev.touchstone.salessync.reminder;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What of reminders waits, as gauges named {@code touchstone_reminder_...}. As read last; NaN before. */
@Startup
@ApplicationScoped
public class ReminderMeters {
    private final SqlReminderCounts store;
    private final Clock clock;
    private volatile @Nullable ReminderCounts known;

    ReminderMeters(SqlReminderCounts store, Clock clock, MeterRegistry meters) {
        this.store = store;
        this.clock = clock;
        gauge(meters, "unsent.changes", "reminders that Salesforce does not have as they are here", counts ->
                (double) counts.unsent());
        gauge(
                meters,
                "oldest.unsent.seconds",
                "how long the longest waiting change has waited for Salesforce",
                counts -> since(counts.unsentSince(), 0));
        gauge(meters, "refused.changes", "reminders that Salesforce refused and that are tried again", counts ->
                (double) counts.refused());
        gauge(meters, "overruled.changes", "values of reminders that gave way and that nobody has settled", counts ->
                (double) counts.conflicts());
        gauge(
                meters,
                "reading.lag.seconds",
                "since when changes of tasks in Salesforce may not have been read",
                counts -> since(counts.readUntil(), Double.NaN));
    }

    /** Reads them. */
    public void read() {
        known = store.counts();
    }

    private void gauge(MeterRegistry meters, String name, String help, ToDoubleFunction<ReminderCounts> value) {
        Gauge.builder("touchstone.reminder." + name, () -> value(value))
                .description(help)
                .register(meters);
    }

    private double value(ToDoubleFunction<ReminderCounts> value) {
        @Nullable ReminderCounts counts = known;
        return counts == null ? Double.NaN : value.applyAsDouble(counts);
    }

    private double since(Optional<Instant> time, double none) {
        return time.map(start ->
                        Math.max(0, Duration.between(start, clock.instant()).toMillis() / 1_000.0))
                .orElse(none);
    }
}
