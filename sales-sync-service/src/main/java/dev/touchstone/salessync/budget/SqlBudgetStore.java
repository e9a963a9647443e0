package dev.touchstone.salessync.budget;

import dev.touchstone.salessync.marketo.Lane;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The tables {@code api_budget} and {@code api_budget_lane}. Callers hold a transaction. */
@ApplicationScoped
class SqlBudgetStore {
    private static final String LOCK = "SELECT 1 FROM api_budget WHERE system = 'marketo' FOR UPDATE";

    private static final String READ = """
            SELECT b.pace_calls, b.pace_until, b.place_calls, b.place_until, b.breaker_since, b.breaker_probe_at,
                b.parked_until, b.day, b.others_used, b.usage_read_at, b.calls_per_hour, b.calls_per_hour_at,
                l.lane, l.used, l.waiting_since, l.waiting_until, clock_timestamp() AS now
            FROM api_budget b JOIN api_budget_lane l USING (system)
            WHERE b.system = 'marketo'
            """;

    private static final String WRITE = """
            UPDATE api_budget SET pace_calls = ?, pace_until = ?, place_calls = ?, place_until = ?, breaker_since = ?,
                breaker_probe_at = ?, parked_until = ?, day = ?, others_used = ?, calls_per_hour = ?, calls_per_hour_at = ?
            WHERE system = 'marketo'
            """;

    private static final String WRITE_LANES = """
            UPDATE api_budget_lane l
            SET used = v.used, waiting_since = v.waiting_since, waiting_until = v.waiting_until
            FROM unnest(?, ?, ?, ?) AS v (lane, used, waiting_since, waiting_until)
            WHERE l.system = 'marketo' AND l.lane = v.lane
              AND (l.used, l.waiting_since, l.waiting_until)
                  IS DISTINCT FROM (v.used, v.waiting_since, v.waiting_until)
            """;

    private static final String USAGE_DUE = "SELECT usage_due_at FROM api_budget WHERE system = 'marketo'";

    private static final String WRITE_USAGE_DUE = "UPDATE api_budget SET usage_due_at = ? WHERE system = 'marketo'";

    private static final String USAGE_READ = "UPDATE api_budget SET usage_read_at = ? WHERE system = 'marketo'";

    private final DataSource database;

    SqlBudgetStore(DataSource database) {
        this.database = database;
    }

    /**
     * What is stored.
     *
     * @param now the database's time after the row was read
     * @param usageReadAt when Marketo told its numbers last
     */
    record Stored(GateState state, Instant now, Optional<Instant> usageReadAt) {}

    @FunctionalInterface
    private interface Work<T> {
        T with(PreparedStatement statement) throws SQLException;
    }

    /** Keeps every other change out until the transaction ends. */
    void lock() {
        run(LOCK, PreparedStatement::execute);
    }

    Stored read() {
        return run(READ, statement -> {
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("the migration puts rows into api_budget and api_budget_lane");
                }
                return stored(row);
            }
        });
    }

    /**
     * Stores what is not as it was read.
     *
     * @param before as it was read
     */
    void write(GateState before, GateState state) {
        // A call that waits asks several times a second, and changes no more than that its lane waits.
        if (!rowOf(before).equals(rowOf(state))) {
            writeRow(state);
        }
        if (!before.equals(state)) {
            writeLanes(state);
        }
    }

    /** The state without what is stored by lane. */
    private static GateState rowOf(GateState state) {
        DayUse day = state.day();
        return state.with(LaneWaits.none()).with(new DayUse(day.day(), Map.of(), day.others()));
    }

    private void writeRow(GateState state) {
        run(WRITE, statement -> {
            cut(statement, 1, state.pace().cut());
            cut(statement, 3, state.places().cut());
            statement.setTimestamp(5, Timestamp.from(state.breaker().since()));
            statement.setTimestamp(6, timestamp(state.breaker().probeAt()));
            statement.setTimestamp(7, timestamp(state.parking().until()));
            statement.setObject(8, state.day().day());
            statement.setLong(9, state.day().others());
            statement.setDouble(10, state.rate().perHour());
            statement.setTimestamp(11, Timestamp.from(state.rate().at()));
            return statement.executeUpdate();
        });
    }

    /** When Marketo is to be asked for its numbers; empty before the first look. */
    Optional<Instant> usageDueAt() {
        return run(USAGE_DUE, statement -> {
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return Optional.ofNullable(time(row, "usage_due_at"));
            }
        });
    }

    void usageDueAt(Instant time) {
        run(WRITE_USAGE_DUE, statement -> {
            statement.setTimestamp(1, Timestamp.from(time));
            return statement.executeUpdate();
        });
    }

    void usageRead(Instant now) {
        run(USAGE_READ, statement -> {
            statement.setTimestamp(1, Timestamp.from(now));
            return statement.executeUpdate();
        });
    }

    private void writeLanes(GateState state) {
        Lane[] lanes = Lane.values();
        String[] names = new String[lanes.length];
        Long[] used = new Long[lanes.length];
        @Nullable String[] since = new String[lanes.length];
        @Nullable String[] until = new String[lanes.length];
        for (int i = 0; i < lanes.length; i++) {
            names[i] = lanes[i].name();
            used[i] = state.day().used(lanes[i]);
            LaneWaits.@Nullable Waiting waiting = state.waits().byLane().get(lanes[i]);
            since[i] = waiting == null ? null : waiting.since().toString();
            until[i] = waiting == null ? null : waiting.until().toString();
        }
        run(WRITE_LANES, statement -> {
            Connection connection = statement.getConnection();
            statement.setArray(1, connection.createArrayOf("text", names));
            statement.setArray(2, connection.createArrayOf("bigint", used));
            statement.setArray(3, connection.createArrayOf("timestamptz", since));
            statement.setArray(4, connection.createArrayOf("timestamptz", until));
            return statement.executeUpdate();
        });
    }

    private static Stored stored(ResultSet row) throws SQLException {
        Pace pace = new Pace(cut(row, "pace"));
        Places places = new Places(cut(row, "place"));
        Breaker breaker = new Breaker(row.getTimestamp("breaker_since").toInstant(), time(row, "breaker_probe_at"));
        Parking parking = new Parking(time(row, "parked_until"));
        UseRate rate = new UseRate(
                row.getDouble("calls_per_hour"),
                row.getTimestamp("calls_per_hour_at").toInstant());
        LocalDate day = row.getObject("day", LocalDate.class);
        long others = row.getLong("others_used");
        Optional<Instant> usageReadAt = Optional.ofNullable(time(row, "usage_read_at"));
        Instant now = row.getTimestamp("now").toInstant();
        Map<Lane, Long> used = new EnumMap<>(Lane.class);
        Map<Lane, LaneWaits.Waiting> waits = new EnumMap<>(Lane.class);
        do {
            lane(row, used, waits);
        } while (row.next());
        DayUse use = new DayUse(day, used, others);
        return new Stored(
                new GateState(pace, places, breaker, parking, use, rate, new LaneWaits<>(waits)), now, usageReadAt);
    }

    private static void lane(ResultSet row, Map<Lane, Long> used, Map<Lane, LaneWaits.Waiting> waits)
            throws SQLException {
        Lane lane = Lane.valueOf(row.getString("lane"));
        used.put(lane, row.getLong("used"));
        @Nullable Instant since = time(row, "waiting_since");
        @Nullable Instant until = time(row, "waiting_until");
        if (since != null && until != null) {
            waits.put(lane, new LaneWaits.Waiting(since, until));
        }
    }

    private static @Nullable Cut cut(ResultSet row, String column) throws SQLException {
        @Nullable Instant until = time(row, column + "_until");
        return until == null ? null : new Cut(row.getInt(column + "_calls"), until);
    }

    private static void cut(PreparedStatement statement, int index, @Nullable Cut cut) throws SQLException {
        if (cut == null) {
            statement.setNull(index, Types.INTEGER);
            statement.setNull(index + 1, Types.TIMESTAMP_WITH_TIMEZONE);
        } else {
            statement.setInt(index, cut.calls());
            statement.setTimestamp(index + 1, Timestamp.from(cut.until()));
        }
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        @Nullable Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant time) {
        return time == null ? null : Timestamp.from(time);
    }

    private <T> T run(String sql, Work<T> work) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            return work.with(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("the budget of calls cannot be read or written", e);
        }
    }
}
