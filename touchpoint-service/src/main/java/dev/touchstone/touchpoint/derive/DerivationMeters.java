package dev.touchstone.touchpoint.derive;

import dev.touchstone.touchpoint.mark.Queue;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** What was derived, by queue: batches, keys, failures. */
final class DerivationMeters {
    private static final String QUEUE = "queue";
    private static final String NO_QUEUE = "none";

    private final MeterProvider<Timer> batches;
    private final MeterProvider<Counter> keys;
    private final MeterProvider<Counter> failures;

    DerivationMeters(MeterRegistry meters) {
        batches = Timer.builder("touchstone.derivation.batch")
                .description("time of deriving what a batch of keys makes")
                .withRegistry(meters);
        keys = Counter.builder("touchstone.derivation.keys")
                .description("keys that were derived")
                .withRegistry(meters);
        failures = Counter.builder("touchstone.derivation.failures")
                .description("derivations that failed for another reason than an outage of the database")
                .withRegistry(meters);
        for (Queue queue : Queue.values()) {
            batches.withTag(QUEUE, queue.id());
            keys.withTag(QUEUE, queue.id());
            failures.withTag(QUEUE, queue.id());
        }
        failures.withTag(QUEUE, NO_QUEUE);
    }

    /** A batch was derived. */
    void derived(Queue queue, int number, Duration time) {
        batches.withTag(QUEUE, queue.id()).record(time);
        keys.withTag(QUEUE, queue.id()).increment(number);
    }

    /** Keys of a queue could not be derived. */
    void failed(Queue queue) {
        failures.withTag(QUEUE, queue.id()).increment();
    }

    /** The work itself failed, and not for one queue. */
    void failedOutside() {
        failures.withTag(QUEUE, NO_QUEUE).increment();
    }
}
