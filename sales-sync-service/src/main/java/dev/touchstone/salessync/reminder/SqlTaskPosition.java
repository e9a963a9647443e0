package dev.touchstone.salessync.reminder;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.runtime.sql.SqlRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The table {@code reminder_reading}, of one row. */
@ApplicationScoped
class SqlTaskPosition {
    private static final String CLAIM = """
            UPDATE reminder_reading SET due_at = ? WHERE due_at <= ? RETURNING watermark, deleted_until
            """;

    private static final String READ_UNTIL = "UPDATE reminder_reading SET watermark = greatest(watermark, ?)";

    private static final String DELETED_UNTIL =
            "UPDATE reminder_reading SET deleted_until = greatest(deleted_until, ?)";

    private static final String RESET = "UPDATE reminder_reading SET watermark = NULL, deleted_until = NULL";

    private static final String DUE = "UPDATE reminder_reading SET due_at = '1970-01-01Z'";

    private final Database database;

    SqlTaskPosition(Database database) {
        this.database = database;
    }

    /**
     * How far tasks were read, by Salesforce's clock.
     *
     * @param watermark changes before were read; empty before the first round
     * @param deletedUntil the log of deletions was read until then; empty before the first round
     */
    record Position(Optional<Instant> watermark, Optional<Instant> deletedUntil) {}

    /** The position, for one process of all until a time; empty if it is not due yet. */
    Optional<Position> claim(Instant now, Instant until) {
        return database.find(CLAIM, parameters -> parameters.time(until).time(now), SqlTaskPosition::read);
    }

    void readUntil(Instant watermark) {
        database.update(READ_UNTIL, parameters -> parameters.time(watermark));
    }

    void deletedUntil(Instant until) {
        database.update(DELETED_UNTIL, parameters -> parameters.time(until));
    }

    /** Reading begins anew, with Salesforce's present. */
    void reset() {
        database.update(RESET, parameters -> {});
    }

    /** Tasks are read as soon as somebody looks. */
    void due() {
        database.update(DUE, parameters -> {});
    }

    private static Position read(SqlRow row) throws SQLException {
        return new Position(row.optionalTime("watermark"), row.optionalTime("deleted_until"));
    }
}
