package dev.touchstone.salessync.person.snapshot;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.runtime.sql.SqlParameters;
import dev.touchstone.runtime.sql.SqlRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tables {@code snapshot_window} and {@code snapshot_export}. Callers hold a transaction where one is needed. */
@ApplicationScoped
class SqlWindowStore {
    private static final String LIST = """
            SELECT from_at, until_at, state, failure_count, look_count, due_at, asked_at, job_id, job_started_at,
                file_bytes, file_sha256, record_count, adopted, rows_taken, detail, refusal_count
            FROM snapshot_window WHERE run_id = ? ORDER BY from_at
            """;

    private static final String WRITE = """
            INSERT INTO snapshot_window (run_id, from_at, until_at, state, failure_count, look_count, due_at, asked_at,
                job_id, job_started_at, file_bytes, file_sha256, record_count, adopted, rows_taken, detail, refusal_count)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (run_id, from_at) DO UPDATE SET until_at = EXCLUDED.until_at, state = EXCLUDED.state,
                failure_count = EXCLUDED.failure_count, look_count = EXCLUDED.look_count, due_at = EXCLUDED.due_at,
                asked_at = EXCLUDED.asked_at, job_id = EXCLUDED.job_id, job_started_at = EXCLUDED.job_started_at,
                file_bytes = EXCLUDED.file_bytes, file_sha256 = EXCLUDED.file_sha256,
                record_count = EXCLUDED.record_count, adopted = EXCLUDED.adopted, rows_taken = EXCLUDED.rows_taken,
                detail = EXCLUDED.detail, refusal_count = EXCLUDED.refusal_count
            """;

    private static final String PLAN_AGAIN = """
            UPDATE snapshot_window SET state = 'PLANNED', failure_count = 0, look_count = 0, due_at = ?, asked_at = NULL,
                job_id = NULL, job_started_at = NULL, file_bytes = 0, file_sha256 = NULL, record_count = -1, adopted = false,
                rows_taken = 0, refusal_count = 0, retried = true
            WHERE run_id = ? AND from_at = ? AND state = 'LOST'
            """;

    private static final String COUNT = """
            SELECT count(*) FILTER (WHERE state IN ('INGESTED', 'LOST')) AS over_count, count(*) AS all_count
            FROM snapshot_window WHERE run_id = ?
            """;

    /** While a run is in hand, what was given up; once it ended, whatever is not read. By ranges of ids everybody is read after all. */
    private static final String UNREAD = """
            FROM snapshot_window w JOIN snapshot_run r USING (run_id)
            WHERE w.run_id = ? AND CASE
                WHEN r.ended_at IS NULL THEN w.state = 'LOST' AND r.way IS DISTINCT FROM 'ID_RANGES'
                ELSE w.state <> 'INGESTED' END
            """;

    private static final String COUNT_UNREAD = "SELECT count(*) AS unread " + UNREAD;

    private static final String LIST_UNREAD =
            "SELECT w.from_at, w.until_at, w.detail " + UNREAD + "ORDER BY w.from_at LIMIT ?";

    /** A static list tells nothing of people in a window that was given up, tried again or not; all others it made superfluous. */
    private static final String DROP_READ_OTHERWISE = """
            DELETE FROM snapshot_window w USING snapshot_run r
            WHERE w.run_id = ? AND r.run_id = w.run_id AND w.state <> 'INGESTED'
              AND (r.way = 'ID_RANGES' OR r.way <> 'BULK_EXTRACT' AND w.state <> 'LOST' AND NOT w.retried)
            RETURNING w.run_id, w.from_at, w.until_at
            """;

    private static final String GIVEN_UP_EARLIER = """
            SELECT from_at, until_at, state = 'LOST' AS lost, detail FROM snapshot_window
            WHERE run_id <> ? AND (state = 'LOST' OR retried AND state <> 'INGESTED') ORDER BY from_at, until_at
            """;

    private static final String DROP_EARLIER = """
            DELETE FROM snapshot_window WHERE run_id <> ? AND state <> 'INGESTED' RETURNING run_id, from_at, until_at
            """;

    private static final String DROP = "DELETE FROM snapshot_window WHERE run_id = ?";

    private static final String ADD_EXPORT = """
            INSERT INTO snapshot_export (job_id, completed_at, file_bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING
            """;

    private static final String FORGET_EXPORTS = """
            DELETE FROM snapshot_export WHERE completed_at < ?::timestamptz - interval '7 days'
            """;

    private static final String EXPORTED = """
            SELECT coalesce(sum(file_bytes), 0) AS bytes FROM snapshot_export WHERE completed_at >= ?
            """;

    private final Database database;

    SqlWindowStore(Database database) {
        this.database = database;
    }

    List<ExportWindow> list(UUID runId) {
        return database.list(LIST, parameters -> parameters.uuid(runId), SqlWindowStore::window);
    }

    void write(UUID runId, List<ExportWindow> windows) {
        for (ExportWindow window : windows) {
            database.update(WRITE, parameters -> bind(parameters, runId, window));
        }
    }

    void planAgain(UUID runId, Instant from, Instant now) {
        database.update(
                PLAN_AGAIN, parameters -> parameters.time(now).uuid(runId).time(from));
    }

    WindowCount count(UUID runId) {
        return database.get(
                COUNT,
                parameters -> parameters.uuid(runId),
                row -> new WindowCount(row.number("over_count"), row.number("all_count")));
    }

    long countUnread(UUID runId) {
        return database.get(COUNT_UNREAD, parameters -> parameters.uuid(runId), row -> row.number("unread"));
    }

    List<UnreadWindow> unread(UUID runId, int limit) {
        return database.list(
                LIST_UNREAD,
                parameters -> parameters.uuid(runId).number(limit),
                row -> new UnreadWindow(
                        row.time("from_at"),
                        row.time("until_at"),
                        row.optionalText("detail").orElse("")));
    }

    /** Forgets the windows of a run whose people another way has read; the keys of their letters. */
    List<String> dropReadOtherwise(UUID runId) {
        return database.list(DROP_READ_OTHERWISE, parameters -> parameters.uuid(runId), SqlWindowStore::key);
    }

    /** Windows of other runs that were given up, and are not read although they may be tried again. */
    List<GivenUpWindow> givenUpEarlier(UUID runId) {
        return database.list(
                GIVEN_UP_EARLIER,
                parameters -> parameters.uuid(runId),
                row -> new GivenUpWindow(
                        new ExportWindow.Range(row.time("from_at"), row.time("until_at")),
                        row.flag("lost"),
                        row.optionalText("detail").orElse(null)));
    }

    /** Forgets the windows of other runs that were never read; the keys of their letters. */
    List<String> dropEarlier(UUID runId) {
        return database.list(DROP_EARLIER, parameters -> parameters.uuid(runId), SqlWindowStore::key);
    }

    /** Forgets all windows of a run. */
    void drop(UUID runId) {
        database.update(DROP, parameters -> parameters.uuid(runId));
    }

    private static String key(SqlRow row) throws SQLException {
        return RetryWindows.key(row.uuid("run_id"), new ExportWindow.Range(row.time("from_at"), row.time("until_at")));
    }

    /** Counts an export against the daily volume, once. */
    void addExport(ExportWindow.Job job, Instant now) {
        database.update(FORGET_EXPORTS, parameters -> parameters.time(now));
        database.update(
                ADD_EXPORT, parameters -> parameters.text(job.id()).time(now).number(job.fileSize()));
    }

    long exportedSince(Instant since) {
        return database.get(EXPORTED, parameters -> parameters.time(since), row -> row.number("bytes"));
    }

    private static void bind(SqlParameters parameters, UUID runId, ExportWindow window) throws SQLException {
        ExportWindow.@Nullable Job job = window.job();
        parameters
                .uuid(runId)
                .time(window.range().from())
                .time(window.range().until())
                .text(window.state().name())
                .number(window.tries().failures())
                .number(window.tries().looks())
                .time(window.tries().dueAt())
                .time(window.tries().askedAt())
                .text(job == null ? null : job.id())
                .time(job == null ? null : job.startedAt())
                .number(job == null ? 0 : job.fileSize())
                .text(job == null ? null : job.checksum())
                .number(job == null ? -1 : job.records())
                .flag(job != null && job.adopted())
                .number(window.rowsTaken())
                .text(window.detail())
                .number(window.tries().refusals());
    }

    private static ExportWindow window(SqlRow row) throws SQLException {
        ExportWindow.@Nullable Job job = row.optionalText("job_id").isEmpty()
                ? null
                : new ExportWindow.Job(
                        row.text("job_id"),
                        row.optionalTime("job_started_at").orElse(null),
                        row.number("file_bytes"),
                        row.optionalText("file_sha256").orElse(null),
                        row.number("record_count"),
                        row.flag("adopted"));
        return new ExportWindow(
                new ExportWindow.Range(row.time("from_at"), row.time("until_at")),
                ExportWindow.State.valueOf(row.text("state")),
                new ExportWindow.Tries(
                        (int) row.number("failure_count"),
                        (int) row.number("look_count"),
                        row.time("due_at"),
                        row.optionalTime("asked_at").orElse(null),
                        (int) row.number("refusal_count")),
                job,
                row.number("rows_taken"),
                row.optionalText("detail").orElse(null));
    }
}
