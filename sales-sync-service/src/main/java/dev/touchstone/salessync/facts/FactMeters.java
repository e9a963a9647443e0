package dev.touchstone.salessync.facts;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is passed on, as counters, and how far that is behind, as gauges. Only the process whose turn it is knows the latter; the
 * gauges of the others are NaN.
 */
@Startup
@ApplicationScoped
class FactMeters {
    private final MeterProvider<Counter> facts;
    private final MeterProvider<Counter> failed;
    private final Clock clock;
    private volatile @Nullable Instant toldUntil;
    private volatile int failures;

    FactMeters(MeterRegistry meters, Clock clock) {
        this.clock = clock;
        Gauge.builder("touchstone.crm.facts.lag.seconds", this::lag)
                .description("since when changes of people may not have been passed on to touchpoint-service")
                .register(meters);
        Gauge.builder("touchstone.crm.facts.consecutive.failures", this::failures)
                .description("attempts to reach touchpoint-service since the last answer")
                .register(meters);
        this.facts = Counter.builder("touchstone.crm.facts")
                .description("changes of people that touchpoint-service answered")
                .withRegistry(meters);
        List.of("accepted", "unchanged", "refused").forEach(outcome -> count(outcome, 0));
        this.failed = Counter.builder("touchstone.crm.facts.failures")
                .description("batches that touchpoint-service did not answer")
                .withRegistry(meters);
        failed.withTag("code", "UNAVAILABLE");
    }

    /** All changes stored before a time were answered. */
    void toldUntil(Instant time) {
        toldUntil = time;
    }

    /** As {@link #toldUntil}, if nothing is known: a stored cursor is older than what was seen since without a change. */
    void toldAtLeastUntil(Instant time) {
        if (toldUntil == null) {
            toldUntil = time;
        }
    }

    /** There was an answer. */
    void reached() {
        failures = 0;
    }

    /** Another process has the turn. */
    void notMyTurn() {
        toldUntil = null;
        failures = 0;
    }

    /** A batch: {@code touchstone_crm_facts_total}. */
    void told(CrmRecords.Answer answer) {
        count("accepted", answer.accepted());
        count("unchanged", answer.unchanged());
        count("refused", answer.refused().size());
    }

    /**
     * No answer: {@code touchstone_crm_facts_failures_total}.
     *
     * @param inARow since the last answer, this one too
     */
    void failed(NotReached failure, int inARow) {
        failed.withTag("code", failure.code()).increment();
        failures = inARow;
    }

    private void count(String outcome, int number) {
        facts.withTag("outcome", outcome).increment(number);
    }

    double failures() {
        return toldUntil == null ? Double.NaN : failures;
    }

    double lag() {
        @Nullable Instant until = toldUntil;
        return until == null
                ? Double.NaN
                : Math.max(0, Duration.between(until, clock.instant()).toMillis() / 1_000.0);
    }
}
