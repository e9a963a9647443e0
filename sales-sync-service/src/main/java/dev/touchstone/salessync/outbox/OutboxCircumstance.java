package dev.touchstone.salessync.outbox;

import dev.touchstone.runtime.IdSource;
import dev.touchstone.salessync.outbox.OutboxBatch.Circumstances;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Clocks, random numbers and ids, for those who change rows of the outbox. */
@ApplicationScoped
public class OutboxCircumstance {
    private final OutboxClock shared;
    private final Clock local;
    private final RandomGenerator random;
    private final IdSource ids;

    OutboxCircumstance(OutboxClock shared, Clock local, RandomGenerator random, IdSource ids) {
        this.shared = shared;
        this.local = local;
        this.random = random;
        this.ids = ids;
    }

    /** Now, by the clock that all processes share. */
    public Instant now() {
        return shared.now();
    }

    /** Now, with chance and ids for one batch. */
    public Circumstances draw() {
        return new Circumstances(now(), random.nextDouble(), ids.next(), ids.next());
    }

    /** The outcome with its time, which is by the clock of this process, by the clock that all share. */
    public BatchOutcome shared(BatchOutcome outcome, Instant now) {
        if (!(outcome instanceof BatchOutcome.NotExecuted refused)) {
            return outcome;
        }
        @Nullable Instant localRetryAt = refused.retryAt();
        if (localRetryAt == null) {
            return outcome;
        }
        Duration wait = Duration.between(local.instant(), localRetryAt);
        Instant retryAt = now.plus(wait).truncatedTo(ChronoUnit.MICROS);
        return new BatchOutcome.NotExecuted(refused.reason(), refused.code(), refused.sentence(), retryAt);
    }
}
