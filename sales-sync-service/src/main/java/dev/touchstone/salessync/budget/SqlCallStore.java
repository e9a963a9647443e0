package dev.touchstone.salessync.budget;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The table {@code api_call}: calls in hand and those of the last minute. Callers hold a transaction. */
@ApplicationScoped
class SqlCallStore {
    /** The window is full until the size-th latest of the calls in it leaves it. */
    private static final String TRAFFIC = """
            SELECT (SELECT count(*) FROM api_call WHERE system = ? AND ended_at IS NULL AND lease_until > ?) AS open,
                (SELECT held_until FROM api_call WHERE system = ? AND held_until > ?
                    ORDER BY held_until DESC OFFSET ? LIMIT 1) AS full_until
            """;

    private static final String OPEN =
            "SELECT count(*) FROM api_call WHERE system = ? AND ended_at IS NULL AND lease_until > ?";

    private static final String WINDOW = "SELECT count(*) FROM api_call WHERE system = ? AND held_until > ?";

    private static final String BEGIN = """
            WITH forgotten AS (DELETE FROM api_call WHERE system = ? AND held_until < ?)
            INSERT INTO api_call (system, call_id, lane, worker, probe, granted_at, lease_until, failed, held_until)
            VALUES (?, ?, ?, ?, ?, ?, ?, FALSE, ?)
            """;

    /** A call counts in the window until one window after its end. */
    private static final String END = """
            UPDATE api_call SET ended_at = clock_timestamp(), failed = ?,
                held_until = clock_timestamp() + ? * interval '1 millisecond'
            WHERE call_id = ?
            """;

    private static final String KEEP = """
            UPDATE api_call SET lease_until = clock_timestamp() + ? * interval '1 millisecond',
                held_until = clock_timestamp() + (? + ?) * interval '1 millisecond'
            WHERE call_id = ANY (?) AND ended_at IS NULL
            """;

    private static final String RECENT = """
            SELECT count(*), count(*) FILTER (WHERE failed) FROM api_call WHERE system = ? AND ended_at > ?
            """;

    private final DataSource database;

    SqlCallStore(DataSource database) {
        this.database = database;
    }

    @FunctionalInterface
    private interface Work<T> {
        T with(PreparedStatement statement) throws SQLException;
    }

    /**
     * A call that is let through.
     *
     * @param system which system it goes to
     * @param leaseUntil until when its process has to tell that it is alive
     */
    record Begun(String system, UUID id, Enum<?> lane, UUID worker, boolean probe, Instant at, Instant leaseUntil) {}

    GateRules.Traffic traffic(String system, Instant now, int callsPerWindow) {
        return run(TRAFFIC, statement -> {
            statement.setString(1, system);
            statement.setTimestamp(2, Timestamp.from(now));
            statement.setString(3, system);
            statement.setTimestamp(4, Timestamp.from(now));
            statement.setInt(5, callsPerWindow - 1);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                @Nullable Timestamp full = row.getTimestamp("full_until");
                return new GateRules.Traffic(row.getInt("open"), full == null ? null : full.toInstant());
            }
        });
    }

    /** Calls in hand. */
    int open(String system, Instant now) {
        return run(OPEN, statement -> {
            statement.setString(1, system);
            statement.setTimestamp(2, Timestamp.from(now));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        });
    }

    /** Calls that count in the window now. */
    int inWindow(String system, Instant now) {
        return run(WINDOW, statement -> {
            statement.setString(1, system);
            statement.setTimestamp(2, Timestamp.from(now));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        });
    }

    /** Stores a call, and forgets those that neither the window nor the breaker needs any more. */
    void begin(Begun call, Duration window) {
        run(BEGIN, statement -> {
            statement.setString(1, call.system());
            statement.setTimestamp(2, Timestamp.from(call.at().minus(Breaker.SPAN)));
            statement.setString(3, call.system());
            statement.setObject(4, call.id());
            statement.setString(5, call.lane().name());
            statement.setObject(6, call.worker());
            statement.setBoolean(7, call.probe());
            statement.setTimestamp(8, Timestamp.from(call.at()));
            statement.setTimestamp(9, Timestamp.from(call.leaseUntil()));
            statement.setTimestamp(10, Timestamp.from(call.leaseUntil().plus(window)));
            return statement.executeUpdate();
        });
    }

    void end(UUID id, boolean failed, Duration window) {
        run(END, statement -> {
            statement.setBoolean(1, failed);
            statement.setLong(2, window.toMillis());
            statement.setObject(3, id);
            return statement.executeUpdate();
        });
    }

    /** These calls go on. One whose end could not be stored is none of them, so its place comes back. */
    void keep(Collection<UUID> calls, Duration lease, Duration window) {
        run(KEEP, statement -> {
            statement.setLong(1, lease.toMillis());
            statement.setLong(2, lease.toMillis());
            statement.setLong(3, window.toMillis());
            statement.setArray(4, statement.getConnection().createArrayOf("uuid", calls.toArray()));
            return statement.executeUpdate();
        });
    }

    Breaker.Recent endedSince(String system, Instant time) {
        return run(RECENT, statement -> {
            statement.setString(1, system);
            statement.setTimestamp(2, Timestamp.from(time));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new Breaker.Recent(row.getInt(1), row.getInt(2));
            }
        });
    }

    private <T> T run(String sql, Work<T> work) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            return work.with(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("the calls in hand cannot be read or written", e);
        }
    }
}
