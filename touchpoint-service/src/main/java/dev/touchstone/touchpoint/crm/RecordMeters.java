package dev.touchstone.touchpoint.crm;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What became of the records of the CRM that were sent: stored, known as they are, or refused with a reason. */
@Startup
@ApplicationScoped
class RecordMeters {
    private final Counter accepted;
    private final Counter unchanged;
    private final MeterProvider<Counter> refused;

    RecordMeters(MeterRegistry meters) {
        this.accepted = Counter.builder("touchstone.crm.accepted.records")
                .description("records of the CRM that were stored")
                .register(meters);
        this.unchanged = Counter.builder("touchstone.crm.unchanged.records")
                .description("records of the CRM that were known as they are, or are older than what is stored")
                .register(meters);
        this.refused = Counter.builder("touchstone.crm.refused.records")
                .description("records of the CRM that were not taken in, by reason")
                .withRegistry(meters);
        refused.withTag("reason", "FIELD_REQUIRED");
    }

    /**
     * A batch was answered.
     *
     * @param stored of it were stored
     * @param known of it were not, though nothing is wrong with them
     * @param refusals the reason for each of the others, out of the contract's
     */
    void answered(int stored, int known, List<String> refusals) {
        accepted.increment(stored);
        unchanged.increment(known);
        refusals.forEach(reason -> refused.withTag("reason", reason).increment());
    }
}
