package dev.touchstone.salessync.connection;

import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Forgets the credentials for Marketo. Which instance it was is remembered, because its people stay. */
@ApplicationScoped
public class DisconnectMarketo {
    private final SqlConnectionStore store;

    DisconnectMarketo(SqlConnectionStore store) {
        this.store = store;
    }

    /** Forgets them; true if there were any. */
    @Transactional
    public boolean disconnect() {
        store.lock();
        boolean removed = store.removeCredentials();
        if (removed) {
            Log.info("Marketo is disconnected");
        }
        return removed;
    }
}
