package dev.touchstone.salessync.outbox;

import dev.touchstone.runtime.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** The database's clock. */
@ApplicationScoped
class SqlOutboxClock implements OutboxClock {
    private static final String NOW = "SELECT clock_timestamp() AS now";

    private final Database database;

    SqlOutboxClock(Database database) {
        this.database = database;
    }

    @Override
    public Instant now() {
        return database.get(NOW, parameters -> {}, row -> row.time("now"));
    }
}
