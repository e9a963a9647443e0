package dev.touchstone.salessync.outbox;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.runtime.sql.SqlRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;

/** The table {@code outbox_lane}. */
@ApplicationScoped
class SqlOutboxLane {
    private static final String LANE = "SELECT * FROM outbox_lane WHERE lane = ?";

    private static final String CREATE_LANE = """
            INSERT INTO outbox_lane (lane, hold, hold_until, failure_count) VALUES (?, 'NONE', '1970-01-01Z', 0)
            ON CONFLICT (lane) DO NOTHING
            """;

    private static final String LOCK_LANE = LANE + " FOR UPDATE";

    private static final String STORE_LANE = """
            UPDATE outbox_lane SET hold = ?, hold_until = ?, sentence = ?, failure_count = ?, succeeded_at = ? WHERE lane = ?
            """;

    private final Database database;

    SqlOutboxLane(Database database) {
        this.database = database;
    }

    LaneState find(String lane) {
        return database.find(LANE, parameters -> parameters.text(lane), SqlOutboxLane::state)
                .orElse(LaneState.IDLE);
    }

    /** The row is made if there is none. */
    LaneState lock(String lane) {
        database.update(CREATE_LANE, parameters -> parameters.text(lane));
        return database.get(LOCK_LANE, parameters -> parameters.text(lane), SqlOutboxLane::state);
    }

    void store(String lane, LaneState state) {
        database.update(
                STORE_LANE,
                parameters -> parameters
                        .text(state.hold().name())
                        .time(state.until())
                        .text(state.sentence())
                        .number(state.failures())
                        .time(state.succeededAt())
                        .text(lane));
    }

    private static LaneState state(SqlRow row) throws SQLException {
        return new LaneState(
                LaneState.Hold.valueOf(row.text("hold")),
                row.time("hold_until"),
                row.optionalText("sentence").orElse(null),
                (int) row.number("failure_count"),
                row.optionalTime("succeeded_at").orElse(null));
    }
}
