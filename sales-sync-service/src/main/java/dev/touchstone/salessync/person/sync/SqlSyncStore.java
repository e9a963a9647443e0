package dev.touchstone.salessync.person.sync;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.runtime.sql.SqlRow;
import dev.touchstone.salessync.person.reconcile.ReconcileReason;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code person_sync}: one row. Callers hold a transaction where one is needed. */
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
            SELECT phase, hold, detail, failure_count, due_at, paused_at, reconcile_reason, feeds_since, feeds_begun, run_id,
                complete_run_id, active_count, hidden_count, run_detail, run_failure_count, run_due_at, progressed_at
            FROM person_sync
            """;

    private static final String WRITE = """
            UPDATE person_sync SET phase = ?, hold = ?, detail = ?, failure_count = ?, due_at = ?, paused_at = ?,
                reconcile_reason = ?, feeds_since = ?, feeds_begun = ?, run_id = ?, complete_run_id = ?, active_count = ?,
                hidden_count = ?, run_detail = ?, run_failure_count = ?, run_due_at = ?, progressed_at = ?
            """;

    private final Database database;

    SqlSyncStore(Database database) {
        this.database = database;
    }

    /** Takes the lease or keeps it; the number is the fence for commits. Empty if another process holds it. */
    OptionalLong claim(UUID owner, Duration lease) {
        return database
                .list(
                        CLAIM,
                        parameters -> parameters
                                .uuid(owner)
                                .uuid(owner)
                                .number(lease.toMillis())
                                .uuid(owner),
                        row -> row.number("fence"))
                .stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    void renew(UUID owner, Duration lease) {
        database.update(RENEW, parameters -> parameters.number(lease.toMillis()).uuid(owner));
    }

    void release(UUID owner) {
        database.update(RELEASE, parameters -> parameters.uuid(owner));
    }

    /** Keeps every other change out until the transaction ends; the number is the current fence. */
    long lock() {
        return database.get(LOCK, parameters -> {}, row -> row.number("fence"));
    }

    SyncRecord read() {
        return database.get(READ, parameters -> {}, SqlSyncStore::record);
    }

    void write(SyncRecord record) {
        SyncState state = record.state();
        @Nullable ReconcileReason reason = state.reconcileReason();
        database.update(
                WRITE,
                parameters -> parameters
                        .text(state.phase().name())
                        .text(state.hold().name())
                        .text(state.detail())
                        .number(state.failures())
                        .time(state.dueAt())
                        .time(state.pausedAt())
                        .text(reason == null ? null : reason.name())
                        .time(record.feeds().since())
                        .flag(record.feeds().begun())
                        .uuid(record.runs().current())
                        .uuid(record.runs().complete())
                        .number(record.people().active())
                        .number(record.people().hidden())
                        .text(record.held().detail())
                        .number(record.held().failures())
                        .time(record.held().until())
                        .time(record.progressedAt()));
    }

    private static SyncRecord record(SqlRow row) throws SQLException {
        SyncState state = new SyncState(
                SyncState.Phase.valueOf(row.text("phase")),
                SyncState.Hold.valueOf(row.text("hold")),
                row.optionalText("detail").orElse(null),
                (int) row.number("failure_count"),
                row.time("due_at"),
                row.optionalTime("paused_at").orElse(null),
                row.optionalText("reconcile_reason")
                        .map(ReconcileReason::valueOf)
                        .orElse(null));
        return new SyncRecord(
                state,
                new SyncRecord.FeedStart(row.optionalTime("feeds_since").orElse(null), row.flag("feeds_begun")),
                new SyncRecord.Runs(
                        row.optionalUuid("run_id").orElse(null),
                        row.optionalUuid("complete_run_id").orElse(null)),
                new SyncRecord.PeopleCounts(row.number("active_count"), row.number("hidden_count")),
                new SyncRecord.Held(
                        row.optionalText("run_detail").orElse(null),
                        (int) row.number("run_failure_count"),
                        row.time("run_due_at")),
                row.optionalTime("progressed_at").orElse(null));
    }
}
