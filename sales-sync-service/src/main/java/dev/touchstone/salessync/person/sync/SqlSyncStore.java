package dev.touchstone.salessync.person.sync;

import dev.touchstone.salessync.person.UnqualifiedReason;
import dev.touchstone.salessync.person.sync.SyncRecord.CompletePass;
import dev.touchstone.salessync.person.sync.SyncRecord.PeopleCounts;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The tables {@code person_sync} and {@code person_pass}. Callers hold a transaction where one is needed. */
@ApplicationScoped
class SqlSyncStore {
    /** The lease is measured by the database's clock, the one that all processes share. */
    private static final String CLAIM = """
            UPDATE person_sync
            SET fence = fence + CASE WHEN lease_owner IS NOT DISTINCT FROM ? THEN 0 ELSE 1 END,
                lease_owner = ?, lease_until = clock_timestamp() + ? * interval '1 millisecond'
            WHERE lease_owner IS NOT DISTINCT FROM ? OR lease_owner IS NULL OR lease_until < clock_timestamp()
            RETURNING fence
            """;

    private static final String RENEW = """
            UPDATE person_sync SET lease_until = clock_timestamp() + ? * interval '1 millisecond' WHERE lease_owner = ?
            """;

    private static final String RELEASE = "UPDATE person_sync SET lease_owner = NULL WHERE lease_owner = ?";

    private static final String LOCK = "SELECT fence FROM person_sync FOR UPDATE";

    private static final String READ = """
            SELECT s.phase, s.hold, s.detail, s.failure_count, s.due_at, s.progressed_at, s.active_count, s.hidden_count,
                p.pass_id, p.started_at, p.target_marketo_id, p.reached_marketo_id, p.read_count, p.call_count,
                p.not_in_crm_count, p.no_owner_count, p.queue_owner_count, p.crm_deleted_count,
                c.pass_id AS complete_pass_id, c.started_at AS complete_started_at, c.completed_at,
                c.target_marketo_id AS complete_target_marketo_id, c.reached_marketo_id AS complete_reached_marketo_id,
                c.read_count AS complete_read_count, c.call_count AS complete_call_count,
                c.not_in_crm_count AS complete_not_in_crm_count, c.no_owner_count AS complete_no_owner_count,
                c.queue_owner_count AS complete_queue_owner_count, c.crm_deleted_count AS complete_crm_deleted_count
            FROM person_sync s
            LEFT JOIN person_pass p ON p.pass_id = s.pass_id
            LEFT JOIN person_pass c ON c.pass_id = s.complete_pass_id
            """;

    private static final String WRITE_PASS = """
            INSERT INTO person_pass AS p (pass_id, started_at, completed_at, target_marketo_id, reached_marketo_id,
                read_count, call_count, not_in_crm_count, no_owner_count, queue_owner_count, crm_deleted_count)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (pass_id) DO UPDATE SET completed_at = EXCLUDED.completed_at,
                target_marketo_id = EXCLUDED.target_marketo_id, reached_marketo_id = EXCLUDED.reached_marketo_id,
                read_count = EXCLUDED.read_count, call_count = EXCLUDED.call_count,
                not_in_crm_count = EXCLUDED.not_in_crm_count, no_owner_count = EXCLUDED.no_owner_count,
                queue_owner_count = EXCLUDED.queue_owner_count, crm_deleted_count = EXCLUDED.crm_deleted_count
            """;

    private static final String WRITE_SYNC = """
            UPDATE person_sync SET phase = ?, hold = ?, detail = ?, failure_count = ?, due_at = ?, progressed_at = ?,
                active_count = ?, hidden_count = ?, pass_id = ?, complete_pass_id = ?
            """;

    /** The newest hundred passes are kept, and the two that the sync points to in any case. */
    private static final String FORGET = """
            DELETE FROM person_pass p
            WHERE p.started_at < (SELECT started_at FROM person_pass ORDER BY started_at DESC OFFSET 100 LIMIT 1)
              AND NOT EXISTS (SELECT 1 FROM person_sync s WHERE p.pass_id IN (s.pass_id, s.complete_pass_id))
            """;

    private final DataSource database;

    SqlSyncStore(DataSource database) {
        this.database = database;
    }

    @FunctionalInterface
    private interface Work<T> {
        T with(PreparedStatement statement) throws SQLException;
    }

    /** Takes the lease or keeps it; the number is the fence for commits. Empty if another process holds it. */
    OptionalLong claim(UUID owner, Duration lease) {
        return run(CLAIM, statement -> {
            statement.setObject(1, owner);
            statement.setObject(2, owner);
            statement.setLong(3, lease.toMillis());
            statement.setObject(4, owner);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            }
        });
    }

    void renew(UUID owner, Duration lease) {
        run(RENEW, statement -> {
            statement.setLong(1, lease.toMillis());
            statement.setObject(2, owner);
            return statement.executeUpdate();
        });
    }

    void release(UUID owner) {
        run(RELEASE, statement -> {
            statement.setObject(1, owner);
            return statement.executeUpdate();
        });
    }

    /** Keeps every other change out until the transaction ends; the number is the current fence. */
    long lock() {
        return run(LOCK, statement -> {
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    SyncRecord read() {
        return run(READ, statement -> {
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("the migration puts one row into person_sync");
                }
                return record(row);
            }
        });
    }

    void write(SyncRecord record) {
        record.pass().ifPresent(pass -> writePass(pass, null));
        record.completePass().ifPresent(complete -> writePass(complete.pass(), complete.completedAt()));
        run(WRITE_SYNC, statement -> {
            SyncState state = record.state();
            statement.setString(1, state.phase().name());
            statement.setString(2, state.hold().name());
            statement.setString(3, state.detail());
            statement.setInt(4, state.failures());
            statement.setTimestamp(5, Timestamp.from(state.dueAt()));
            statement.setTimestamp(6, record.progressedAt().map(Timestamp::from).orElse(null));
            statement.setLong(7, record.people().active());
            statement.setLong(8, record.people().hidden());
            statement.setObject(9, record.pass().map(Pass::id).orElse(null));
            statement.setObject(
                    10,
                    record.completePass().map(complete -> complete.pass().id()).orElse(null));
            return statement.executeUpdate();
        });
    }

    void forgetOldPasses() {
        run(FORGET, PreparedStatement::executeUpdate);
    }

    private void writePass(Pass pass, @Nullable Instant completedAt) {
        run(WRITE_PASS, statement -> {
            Map<UnqualifiedReason, Long> unqualified = pass.counts().unqualified();
            statement.setObject(1, pass.id());
            statement.setTimestamp(2, Timestamp.from(pass.startedAt()));
            statement.setTimestamp(3, completedAt == null ? null : Timestamp.from(completedAt));
            statement.setLong(4, pass.target());
            statement.setLong(5, pass.reached());
            statement.setLong(6, pass.counts().read());
            statement.setLong(7, pass.counts().calls());
            statement.setLong(8, unqualified.getOrDefault(UnqualifiedReason.NOT_IN_CRM, 0L));
            statement.setLong(9, unqualified.getOrDefault(UnqualifiedReason.NO_OWNER, 0L));
            statement.setLong(10, unqualified.getOrDefault(UnqualifiedReason.OWNER_IS_QUEUE, 0L));
            statement.setLong(11, unqualified.getOrDefault(UnqualifiedReason.CRM_DELETED, 0L));
            return statement.executeUpdate();
        });
    }

    private static SyncRecord record(ResultSet row) throws SQLException {
        SyncState state = new SyncState(
                SyncState.Phase.valueOf(row.getString("phase")),
                SyncState.Hold.valueOf(row.getString("hold")),
                row.getString("detail"),
                row.getInt("failure_count"),
                row.getTimestamp("due_at").toInstant());
        Optional<Pass> complete = pass(row, "complete_");
        Optional<Instant> completedAt = time(row, "completed_at");
        return new SyncRecord(
                state,
                pass(row, ""),
                complete.flatMap(pass -> completedAt.map(time -> new CompletePass(pass, time))),
                new PeopleCounts(row.getLong("active_count"), row.getLong("hidden_count")),
                time(row, "progressed_at"));
    }

    private static Optional<Pass> pass(ResultSet row, String prefix) throws SQLException {
        @Nullable UUID id = row.getObject(prefix + "pass_id", UUID.class);
        if (id == null) {
            return Optional.empty();
        }
        Map<UnqualifiedReason, Long> unqualified = Map.of(
                UnqualifiedReason.NOT_IN_CRM, row.getLong(prefix + "not_in_crm_count"),
                UnqualifiedReason.NO_OWNER, row.getLong(prefix + "no_owner_count"),
                UnqualifiedReason.OWNER_IS_QUEUE, row.getLong(prefix + "queue_owner_count"),
                UnqualifiedReason.CRM_DELETED, row.getLong(prefix + "crm_deleted_count"));
        return Optional.of(new Pass(
                id,
                row.getTimestamp(prefix + "started_at").toInstant(),
                row.getLong(prefix + "target_marketo_id"),
                row.getLong(prefix + "reached_marketo_id"),
                new Pass.Counts(row.getLong(prefix + "read_count"), row.getLong(prefix + "call_count"), unqualified)));
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }

    private <T> T run(String sql, Work<T> work) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            return work.with(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("the state of the sync cannot be read or written", e);
        }
    }
}
