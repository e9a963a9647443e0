package dev.touchstone.salessync.activity.schema;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.runtime.sql.SqlRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;

/** The table {@code activity_schema}: one row. */
@ApplicationScoped
class SqlSchemaStore {
    private static final String STAND = "SELECT mode, revision FROM activity_schema";

    private static final String CHOOSE =
            "UPDATE activity_schema SET mode = ?, revision = revision + 1 RETURNING mode, revision";

    /** The lease is measured by the database's clock, the one that all processes share. */
    private static final String CLAIM = """
            UPDATE activity_schema SET lease_owner = ?, lease_until = clock_timestamp() + ? * interval '1 millisecond'
            WHERE lease_until < clock_timestamp()
            """;

    private static final String RELEASE = """
            UPDATE activity_schema SET lease_owner = NULL, lease_until = '1970-01-01Z' WHERE lease_owner = ?
            """;

    private final Database database;

    SqlSchemaStore(Database database) {
        this.database = database;
    }

    /**
     * What was chosen.
     *
     * @param mode the way of writing
     * @param revision counts the times that types were made; who remembers types of an older one looks again
     */
    record Stand(ActivityTypeMode mode, long revision) {}

    Stand stand() {
        return database.get(STAND, parameters -> {}, SqlSchemaStore::read);
    }

    /** Chooses a way of writing, whose types were made; what is chosen then. */
    Stand choose(ActivityTypeMode mode) {
        return database.get(CHOOSE, parameters -> parameters.text(mode.name()), SqlSchemaStore::read);
    }

    private static Stand read(SqlRow row) throws SQLException {
        return new Stand(ActivityTypeMode.valueOf(row.text("mode")), row.number("revision"));
    }

    /** True if nobody else changes types now. */
    boolean claim(UUID owner, Duration lease) {
        return database.update(CLAIM, parameters -> parameters.uuid(owner).number(lease.toMillis())) == 1;
    }

    /** Does nothing if another has it meanwhile. */
    void release(UUID owner) {
        database.update(RELEASE, parameters -> parameters.uuid(owner));
    }
}
