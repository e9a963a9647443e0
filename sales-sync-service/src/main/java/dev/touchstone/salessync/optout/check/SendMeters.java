package dev.touchstone.salessync.optout.check;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;

/** Checks before a send as a counter: {@code touchstone_optout_checks_total} by outcome and reason. */
@Startup
@ApplicationScoped
class SendMeters {
    private final MeterProvider<Counter> checks;

    SendMeters(MeterRegistry meters) {
        this.checks = Counter.builder("touchstone.optout.checks")
                .description("recipients who were checked before a send, by whether and why it may go out")
                .withRegistry(meters);
        of(SendOutcome.ALLOWED, SendReason.SUBSCRIBED);
        of(SendOutcome.BLOCKED, SendReason.SALES_OPT_OUT);
        of(SendOutcome.DEFERRED, SendReason.CHECK_UNAVAILABLE);
    }

    /** These were answered. */
    void decided(List<SendDecision> decisions) {
        decisions.forEach(decision -> of(decision.outcome(), decision.reason()).increment());
    }

    private Counter of(SendOutcome outcome, SendReason reason) {
        return checks.withTags("outcome", word(outcome), "reason", word(reason));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
