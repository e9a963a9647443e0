package dev.touchstone.salessync.person.snapshot;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.runtime.sql.SqlParameters;
import dev.touchstone.runtime.sql.SqlRow;
import dev.touchstone.salessync.person.UnqualifiedReason;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tables {@code snapshot_run} and {@code snapshot_way_left}. Callers hold a transaction. */
@ApplicationScoped
class SqlRunStore {
    private static final String FIND = """
            SELECT run_id, purpose, started_at, way, highest_id, reached_id, list_token, read_count, call_count,
                not_in_crm_count, no_owner_count, queue_owner_count, crm_deleted_count
            FROM snapshot_run WHERE run_id = ?
            """;

    private static final String LEFT = "SELECT way, reason FROM snapshot_way_left WHERE run_id = ?";

    private static final String WRITE = """
            INSERT INTO snapshot_run (run_id, purpose, started_at, way, highest_id, reached_id, list_token, read_count,
                call_count, not_in_crm_count, no_owner_count, queue_owner_count, crm_deleted_count)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (run_id) DO UPDATE SET way = EXCLUDED.way, highest_id = EXCLUDED.highest_id,
                reached_id = EXCLUDED.reached_id, list_token = EXCLUDED.list_token, read_count = EXCLUDED.read_count,
                call_count = EXCLUDED.call_count, not_in_crm_count = EXCLUDED.not_in_crm_count,
                no_owner_count = EXCLUDED.no_owner_count, queue_owner_count = EXCLUDED.queue_owner_count,
                crm_deleted_count = EXCLUDED.crm_deleted_count
            """;

    private static final String DELETE_LEFT =
            "DELETE FROM snapshot_way_left WHERE run_id = ? AND NOT way = ANY (?::text[])";

    private static final String ADD_LEFT = """
            INSERT INTO snapshot_way_left (run_id, way, reason)
            SELECT ?, t.way, t.reason FROM unnest(?::text[], ?::text[]) AS t (way, reason) ON CONFLICT DO NOTHING
            """;

    private static final String END = "UPDATE snapshot_run SET ended_at = ? WHERE run_id = ?";

    private static final String ENDED_AT = "SELECT ended_at FROM snapshot_run WHERE run_id = ?";

    /** The newest hundred runs are kept, and the two that the sync points to in any case. */
    private static final String FORGET = """
            DELETE FROM snapshot_run r
            WHERE r.started_at < (SELECT started_at FROM snapshot_run ORDER BY started_at DESC OFFSET 100 LIMIT 1)
              AND NOT EXISTS (SELECT 1 FROM person_sync s WHERE r.run_id IN (s.run_id, s.complete_run_id))
            """;

    private final Database database;

    SqlRunStore(Database database) {
        this.database = database;
    }

    Optional<SnapshotRun> find(UUID id) {
        Map<SnapshotWay, String> left = new EnumMap<>(SnapshotWay.class);
        database.list(
                        LEFT,
                        parameters -> parameters.uuid(id),
                        row -> Map.entry(SnapshotWay.valueOf(row.text("way")), row.text("reason")))
                .forEach(entry -> left.put(entry.getKey(), entry.getValue()));
        return database.find(FIND, parameters -> parameters.uuid(id), row -> run(row, left));
    }

    void write(SnapshotRun run) {
        database.update(WRITE, parameters -> bind(parameters, run));
        List<Map.Entry<SnapshotWay, String>> left = List.copyOf(run.left().entrySet());
        database.update(
                DELETE_LEFT,
                parameters -> parameters
                        .uuid(run.id())
                        .texts(left, entry -> entry.getKey().name()));
        if (!left.isEmpty()) {
            database.update(
                    ADD_LEFT,
                    parameters -> parameters
                            .uuid(run.id())
                            .texts(left, entry -> entry.getKey().name())
                            .texts(left, Map.Entry::getValue));
        }
    }

    void end(UUID id, Instant now) {
        database.update(END, parameters -> parameters.time(now).uuid(id));
    }

    Optional<Instant> endedAt(UUID id) {
        return database.list(ENDED_AT, parameters -> parameters.uuid(id), row -> row.optionalTime("ended_at")).stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    void forgetOld() {
        database.update(FORGET, parameters -> {});
    }

    private static void bind(SqlParameters parameters, SnapshotRun run) throws SQLException {
        @Nullable SnapshotWay way = run.way();
        Map<UnqualifiedReason, Long> unqualified = run.counts().unqualified();
        parameters
                .uuid(run.id())
                .text(run.purpose().name())
                .time(run.startedAt())
                .text(way == null ? null : way.name())
                .number(run.ids().target())
                .number(run.ids().reached())
                .text(run.listToken())
                .number(run.counts().read())
                .number(run.counts().calls())
                .number(unqualified.getOrDefault(UnqualifiedReason.NOT_IN_CRM, 0L))
                .number(unqualified.getOrDefault(UnqualifiedReason.NO_OWNER, 0L))
                .number(unqualified.getOrDefault(UnqualifiedReason.OWNER_IS_QUEUE, 0L))
                .number(unqualified.getOrDefault(UnqualifiedReason.CRM_DELETED, 0L));
    }

    private static SnapshotRun run(SqlRow row, Map<SnapshotWay, String> left) throws SQLException {
        return new SnapshotRun(
                row.uuid("run_id"),
                SnapshotRun.Purpose.valueOf(row.text("purpose")),
                row.time("started_at"),
                row.optionalText("way").map(SnapshotWay::valueOf).orElse(null),
                new IdCursor(row.number("highest_id"), row.number("reached_id")),
                row.optionalText("list_token").orElse(null),
                left,
                new RunCounts(
                        row.number("read_count"),
                        row.number("call_count"),
                        Map.of(
                                UnqualifiedReason.NOT_IN_CRM, row.number("not_in_crm_count"),
                                UnqualifiedReason.NO_OWNER, row.number("no_owner_count"),
                                UnqualifiedReason.OWNER_IS_QUEUE, row.number("queue_owner_count"),
                                UnqualifiedReason.CRM_DELETED, row.number("crm_deleted_count"))));
    }
}
