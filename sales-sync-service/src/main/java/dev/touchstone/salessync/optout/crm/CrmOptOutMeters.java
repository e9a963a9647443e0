package dev.touchstone.salessync.optout.crm;

import dev.touchstone.salessync.connection.salesforce.ConnectedSalesforce;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Opt-outs with Salesforce as gauges: {@code touchstone_optout_push_records} by state,
 * {@code touchstone_optout_oldest_push_seconds} and {@code touchstone_optout_nightly_age_seconds}. As they were when they were read
 * last; NaN before, and while Salesforce is not connected.
 */
@Startup
@ApplicationScoped
public class CrmOptOutMeters {
    private final FindCrmOptOuts found;
    private final ChangeCrmSettings settings;
    private final ConnectedSalesforce salesforce;
    private final Clock clock;
    private volatile @Nullable Known known;

    CrmOptOutMeters(
            FindCrmOptOuts found,
            ChangeCrmSettings settings,
            ConnectedSalesforce salesforce,
            Clock clock,
            MeterRegistry meters) {
        this.found = found;
        this.settings = settings;
        this.salesforce = salesforce;
        this.clock = clock;
        records(meters, "searched", status -> (double) status.searches());
        records(meters, "pending", status -> (double) status.pending());
        records(meters, "failed", status -> (double) status.failed());
        records(meters, "gone", status -> (double) status.gone());
        Gauge.builder(
                        "touchstone.optout.oldest.push.seconds",
                        () -> value(now -> now.status().oldest().map(this::age).orElse(0.0)))
                .description("how long the longest waiting opt-out has waited to be written to Salesforce")
                .register(meters);
        Gauge.builder(
                        "touchstone.optout.nightly.age.seconds",
                        () -> value(now -> now.lastDone().map(this::age).orElse(Double.NaN)))
                .description("how long ago the last complete nightly comparison of opt-outs with Salesforce ended")
                .register(meters);
    }

    /**
     * What was read.
     *
     * @param lastDone when the last complete run ended; empty before it, and while there is none each night
     */
    private record Known(CrmOptOutStatus status, Optional<Instant> lastDone) {}

    /** Reads them. */
    public void read() {
        if (!salesforce.isConnected()) {
            known = null;
            return;
        }
        boolean nightly = settings.inForce().settings().nightlyEnabled();
        known = new Known(found.status(), nightly ? found.lastDone() : Optional.empty());
    }

    private void records(MeterRegistry meters, String state, ToDoubleFunction<CrmOptOutStatus> value) {
        Gauge.builder("touchstone.optout.push.records", () -> value(now -> value.applyAsDouble(now.status())))
                .description("opt-outs on their way to records in Salesforce, and those that do not get there")
                .tag("state", state)
                .register(meters);
    }

    private double value(Function<Known, Double> value) {
        @Nullable Known now = known;
        return now == null ? Double.NaN : value.apply(now);
    }

    private double age(Instant since) {
        return Math.max(0, Duration.between(since, clock.instant()).toMillis() / 1_000.0);
    }
}
