package dev.touchstone.salessync.connection;

import dev.touchstone.salessync.marketo.MarketoCredentials;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;

/** Stores credentials that were tried, and tells whoever waited for them, in one transaction. */
@ApplicationScoped
class ReplaceConnection {
    private final SqlConnectionStore store;
    private final Event<MarketoConnected> connected;
    private final Clock clock;

    ReplaceConnection(SqlConnectionStore store, Event<MarketoConnected> connected, Clock clock) {
        this.store = store;
        this.connected = connected;
        this.clock = clock;
    }

    @Transactional
    void replace(MarketoCredentials credentials) {
        store.lock();
        if (!store.holds(credentials)) {
            store.replace(credentials, clock.instant());
        }
        connected.fire(new MarketoConnected());
    }
}
