package dev.touchstone.salessync.diagnostic;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.runtime.IdSource;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Gives letters back to whom they came from. Each batch is one transaction: the letters are marked, their owner has them in its
 * queue again, and the journal says by whose decision, or none of it.
 */
@ApplicationScoped
class RetryDeadLetters {
    private static final int BATCH = 1_000;

    private final SqlDeadLetterStore store;
    private final SqlRetryJournal journal;
    private final Instance<DeadLetterOwner> owners;
    private final IdSource ids;
    private final Clock clock;

    RetryDeadLetters(
            SqlDeadLetterStore store,
            SqlRetryJournal journal,
            Instance<DeadLetterOwner> owners,
            IdSource ids,
            Clock clock) {
        this.store = store;
        this.journal = journal;
        this.owners = owners;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Gives letters back.
     *
     * @return how many; those that are being tried again already are not counted
     * @throws RpcFailure.NotFound {@code DIAGNOSTIC_NOT_FOUND}
     * @throws RpcFailure.FailedPrecondition {@code DIAGNOSTIC_NOT_RETRIABLE}
     */
    long retry(Retry retry) {
        DeadLetterOwner owner = owner(retry.kind());
        UUID retryId = ids.next();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (retry.isOne() && store.find(retry.kind(), retry.key()).isEmpty()) {
            throw new RpcFailure.NotFound(
                    "DIAGNOSTIC_NOT_FOUND",
                    "there is no diagnostic of the kind " + retry.kind() + " with the key " + retry.key(),
                    Map.of("kind", retry.kind(), "key", retry.key()));
        }
        long total = 0;
        List<String> given = List.of("");
        do {
            String after = Collections.max(given);
            given = QuarkusTransaction.requiringNew().call(() -> giveBack(retry, owner, after, retryId, now));
            total += given.size();
        } while (!given.isEmpty() && !retry.isOne());
        Log.infof("diagnostics are tried again: kind=%s letters=%d", retry.kind(), total);
        return total;
    }

    private List<String> giveBack(Retry retry, DeadLetterOwner owner, String after, UUID retryId, Instant now) {
        List<String> keys = retry.isOne()
                ? store.takeOne(retry.kind(), retry.key(), now)
                : store.takeSome(retry.kind(), retry.cause(), after, now, BATCH);
        if (!keys.isEmpty()) {
            owner.retry(keys);
            journal.record(retryId, retry, keys.size(), now);
        }
        return keys;
    }

    private DeadLetterOwner owner(String kind) {
        return owners.stream()
                .filter(owner -> owner.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new RpcFailure.FailedPrecondition(
                        "DIAGNOSTIC_NOT_RETRIABLE",
                        "nothing of the kind " + kind + " can be tried again",
                        Map.of("kind", kind)));
    }
}
