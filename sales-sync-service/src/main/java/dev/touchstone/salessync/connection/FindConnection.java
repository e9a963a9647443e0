package dev.touchstone.salessync.connection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Finds the connection to Marketo. */
@ApplicationScoped
public class FindConnection {
    private final SqlConnectionStore store;

    FindConnection(SqlConnectionStore store) {
        this.store = store;
    }

    /** The connection; empty if there is none. */
    @Transactional
    public Optional<Connection> find() {
        return store.find();
    }
}
