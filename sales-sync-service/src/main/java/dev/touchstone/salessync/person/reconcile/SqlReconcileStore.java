package dev.touchstone.salessync.person.reconcile;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.runtime.sql.SqlRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The tables {@code reconciliation}, {@code reconcile_suspect} and {@code reconcile_repair}. Callers hold a transaction. */
@ApplicationScoped
class SqlReconcileStore {
    private static final String COLUMNS = """
            SELECT reconciliation_id, reason, started_at, read_at, ended_at, compared_count, change_count, merge_count,
                delete_count, unknown_count, merges_token, merges_read, unread_windows, digest
            FROM reconciliation
            """;
    private static final String FIND = COLUMNS + "WHERE reconciliation_id = ?";
    private static final String LAST = COLUMNS + "ORDER BY started_at DESC, reconciliation_id DESC LIMIT 1";

    private static final String WRITE = """
            INSERT INTO reconciliation (reconciliation_id, reason, started_at, read_at, ended_at, compared_count,
                change_count, merge_count, delete_count, unknown_count, merges_token, merges_read, unread_windows, digest)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (reconciliation_id) DO UPDATE SET read_at = EXCLUDED.read_at, ended_at = EXCLUDED.ended_at,
                compared_count = EXCLUDED.compared_count, change_count = EXCLUDED.change_count,
                merge_count = EXCLUDED.merge_count, delete_count = EXCLUDED.delete_count,
                unknown_count = EXCLUDED.unknown_count, merges_token = EXCLUDED.merges_token,
                merges_read = EXCLUDED.merges_read, unread_windows = EXCLUDED.unread_windows, digest = EXCLUDED.digest
            """;

    /** One that was broken off is begun anew; of the others the newest hundred are kept. */
    private static final String FORGET = """
            DELETE FROM reconciliation
            WHERE ended_at IS NULL
               OR started_at < (SELECT started_at FROM reconciliation ORDER BY started_at DESC OFFSET 100 LIMIT 1)
            """;

    private static final String LAST_ENDED = """
            SELECT started_at FROM reconciliation WHERE ended_at IS NOT NULL ORDER BY started_at DESC LIMIT 1
            """;

    private static final String CLEAR_SUSPECTS = "TRUNCATE reconcile_suspect";

    private static final String SUSPECT = """
            INSERT INTO reconcile_suspect (marketo_id) SELECT unnest(?::bigint[]) ON CONFLICT DO NOTHING
            """;

    /** Who is there and was not read since a time nor seen by the run in hand. */
    private static final String SUSPECT_UNSEEN = """
            INSERT INTO reconcile_suspect (marketo_id)
            SELECT p.marketo_id FROM person p
            LEFT JOIN person_sighting g USING (marketo_id)
            WHERE p.state IN ('ACTIVE', 'HIDDEN') AND greatest(p.read_at, g.read_at) < ?
              AND NOT EXISTS (SELECT 1 FROM snapshot_seen s WHERE s.marketo_id = p.marketo_id)
            ON CONFLICT DO NOTHING
            """;

    private static final String SUSPECTS = "SELECT marketo_id FROM reconcile_suspect ORDER BY marketo_id LIMIT ?";

    private static final String AMONG_SUSPECTS =
            "SELECT marketo_id FROM reconcile_suspect WHERE marketo_id = ANY (?::bigint[])";

    private static final String SEEN = "SELECT marketo_id FROM snapshot_seen WHERE marketo_id = ANY (?::bigint[])";

    private static final String CLEAR_SUSPECT = "DELETE FROM reconcile_suspect WHERE marketo_id = ANY (?::bigint[])";

    private static final String REPAIR = """
            INSERT INTO reconcile_repair (reconciliation_id, marketo_id, cause, content_before, content_after, repaired_at)
            VALUES (?, ?, ?, decode(?, 'hex'), decode(?, 'hex'), ?)
            """;

    private static final String REPAIRS = """
            SELECT marketo_id, cause, encode(content_before, 'hex') AS before_hex, encode(content_after, 'hex') AS after_hex,
                repaired_at
            FROM reconcile_repair WHERE reconciliation_id = ? AND marketo_id > ? ORDER BY marketo_id LIMIT ?
            """;

    private final Database database;

    SqlReconcileStore(Database database) {
        this.database = database;
    }

    Optional<Reconciliation> find(UUID id) {
        return database.find(FIND, parameters -> parameters.uuid(id), SqlReconcileStore::reconciliation);
    }

    Optional<Reconciliation> last() {
        return database.find(LAST, parameters -> {}, SqlReconcileStore::reconciliation);
    }

    /** When the last one started that came to its end. */
    Optional<Instant> lastEndedStart() {
        return database.find(LAST_ENDED, parameters -> {}, row -> row.time("started_at"));
    }

    void write(Reconciliation report) {
        database.update(
                WRITE,
                parameters -> parameters
                        .uuid(report.id())
                        .text(report.reason().name())
                        .time(report.times().startedAt())
                        .time(report.times().readAt())
                        .time(report.times().endedAt())
                        .number(report.counts().compared())
                        .number(report.counts().changes())
                        .number(report.counts().merges())
                        .number(report.counts().deletes())
                        .number(report.counts().unknown())
                        .text(report.merges().token())
                        .flag(report.merges().done())
                        .text(report.unreadWindows())
                        .text(report.digest()));
    }

    void forget() {
        database.update(FORGET, parameters -> {});
        database.update(CLEAR_SUSPECTS, parameters -> {});
    }

    void suspect(List<Long> ids) {
        if (!ids.isEmpty()) {
            database.update(SUSPECT, parameters -> parameters.numbers(ids, id -> id));
        }
    }

    /** Suspects everybody who is there and was not read since a time nor seen by the run in hand, in one statement. */
    void suspectUnseen(Instant readBefore) {
        database.update(SUSPECT_UNSEEN, parameters -> parameters.time(readBefore));
    }

    List<Long> suspects(int limit) {
        return database.list(SUSPECTS, parameters -> parameters.number(limit), row -> row.number("marketo_id"));
    }

    List<Long> amongSuspects(List<Long> ids) {
        return database.list(
                AMONG_SUSPECTS, parameters -> parameters.numbers(ids, id -> id), row -> row.number("marketo_id"));
    }

    /** Those of the ids that the run in hand has read. */
    List<Long> seen(List<Long> ids) {
        return database.list(SEEN, parameters -> parameters.numbers(ids, id -> id), row -> row.number("marketo_id"));
    }

    void clearSuspects(List<Long> ids) {
        database.update(CLEAR_SUSPECT, parameters -> parameters.numbers(ids, id -> id));
    }

    void add(UUID id, Repair repair) {
        database.update(
                REPAIR,
                parameters -> parameters
                        .uuid(id)
                        .number(repair.marketoId())
                        .text(repair.cause().name())
                        .text(repair.before())
                        .text(repair.after())
                        .time(repair.repairedAt()));
    }

    List<Repair> repairs(UUID id, long afterId, int limit) {
        return database.list(
                REPAIRS,
                parameters -> parameters.uuid(id).number(afterId).number(limit),
                row -> new Repair(
                        row.number("marketo_id"),
                        ReconcileCause.valueOf(row.text("cause")),
                        row.optionalText("before_hex").orElse(null),
                        row.optionalText("after_hex").orElse(null),
                        row.time("repaired_at")));
    }

    private static Reconciliation reconciliation(SqlRow row) throws SQLException {
        return new Reconciliation(
                row.uuid("reconciliation_id"),
                ReconcileReason.valueOf(row.text("reason")),
                new Reconciliation.Times(
                        row.time("started_at"),
                        row.optionalTime("read_at").orElse(null),
                        row.optionalTime("ended_at").orElse(null)),
                new Reconciliation.Counts(
                        row.number("compared_count"),
                        row.number("change_count"),
                        row.number("merge_count"),
                        row.number("delete_count"),
                        row.number("unknown_count")),
                new Reconciliation.MergesRead(row.optionalText("merges_token").orElse(null), row.flag("merges_read")),
                row.text("unread_windows"),
                row.optionalText("digest").orElse(null));
    }
}
