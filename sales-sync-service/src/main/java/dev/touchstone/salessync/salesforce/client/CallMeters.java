package dev.touchstone.salessync.salesforce.client;

import dev.touchstone.salessync.salesforce.limit.SalesforceLane;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** Calls as counters. */
final class CallMeters {
    private final MeterProvider<Counter> calls;

    CallMeters(MeterRegistry meters) {
        this.calls = Counter.builder("touchstone.salesforce.calls")
                .description("calls to Salesforce, by lane and by ok, the class of the error, or what came instead")
                .withRegistry(meters);
    }

    /**
     * One call: {@code touchstone_salesforce_calls_total}.
     *
     * @param outcome ok, the class of the error, or a word for what came instead
     */
    void called(SalesforceLane lane, String outcome) {
        calls.withTags("lane", lane.name().toLowerCase(Locale.ROOT), "outcome", outcome)
                .increment();
    }
}
