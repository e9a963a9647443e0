package dev.touchstone.salessync.connection.salesforce;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.Optional;

/** Authorizations in hand, each change in a transaction of its own. */
@ApplicationScoped
class AuthorizationJournal {
    private final SqlAuthorizationStore store;
    private final Clock clock;

    AuthorizationJournal(SqlAuthorizationStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Transactional(TxType.REQUIRES_NEW)
    void begin(String state, SqlAuthorizationStore.Pending pending) {
        store.begin(state, pending, clock.instant());
    }

    /** Takes one, whatever becomes of it: a state is used once. */
    @Transactional(TxType.REQUIRES_NEW)
    Optional<SqlAuthorizationStore.Pending> take(String state) {
        return store.take(state, clock.instant());
    }
}
