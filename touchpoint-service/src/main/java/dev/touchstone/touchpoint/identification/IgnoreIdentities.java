package dev.touchstone.touchpoint.identification;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.touchpoint.mark.IdentityKey;
import dev.touchstone.touchpoint.mark.MarkStore;
import dev.touchstone.touchpoint.mark.Queue;
import dev.touchstone.touchpoint.mark.Wakeup;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** Puts identities on the list of those that identify nobody, and takes them off; marks whom it concerns. */
@ApplicationScoped
class IgnoreIdentities {
    private final IgnoredIdentityStore store;
    private final MarkStore marks;
    private final Wakeup wakeup;
    private final Clock clock;

    IgnoreIdentities(IgnoredIdentityStore store, MarkStore marks, Wakeup wakeup, Clock clock) {
        this.store = store;
        this.marks = marks;
        this.wakeup = wakeup;
        this.clock = clock;
    }

    /** Ignores an identity; of one that is ignored already only the note changes. */
    IgnoredIdentity ignore(IgnoredIdentity.Subject subject, String note) {
        IgnoredIdentity identity =
                new IgnoredIdentity(subject, note, clock.instant().truncatedTo(ChronoUnit.MICROS));
        IgnoredIdentity stored = QuarkusTransaction.requiringNew().call(() -> {
            mark(subject);
            return store.put(identity);
        });
        wakeup.signal();
        return stored;
    }

    /**
     * Takes an identity back.
     *
     * @throws RpcFailure.NotFound {@code IGNORED_IDENTITY_NOT_FOUND}
     */
    void unignore(IgnoredIdentity.Subject subject) {
        QuarkusTransaction.requiringNew().run(() -> {
            mark(subject);
            if (!store.remove(subject)) {
                throw notFound(subject);
            }
        });
        wakeup.signal();
    }

    private void mark(IgnoredIdentity.Subject subject) {
        String key = subject.visitorId().isEmpty()
                ? IdentityKey.ofEmail(subject.email())
                : IdentityKey.ofVisitor(subject.visitorId());
        marks.mark(Queue.ALIAS, List.of(key));
    }

    /** Names the visitor only: an error may be logged by whoever gets it, and no address belongs into a log. */
    private static RpcFailure.NotFound notFound(IgnoredIdentity.Subject subject) {
        return new RpcFailure.NotFound(
                "IGNORED_IDENTITY_NOT_FOUND",
                "this identity is not ignored; ListIgnoredIdentities has those that are",
                Map.of("visitor_id", subject.visitorId()));
    }
}
