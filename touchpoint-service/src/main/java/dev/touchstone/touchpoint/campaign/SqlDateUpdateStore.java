package dev.touchstone.touchpoint.campaign;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.runtime.sql.SqlRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Bulk updates of touchpoint dates in PostgreSQL. */
@ApplicationScoped
class SqlDateUpdateStore implements DateUpdateStore {
    private static final String LOCK =
            "SELECT true AS locked FROM pg_advisory_xact_lock(hashtext('touchpoint_date_update'))";

    private static final String NEXT_ORDINAL =
            "SELECT coalesce(max(ordinal), 0) + 1 AS ordinal FROM touchpoint_date_update";

    private static final String COLUMNS = """
            SELECT ordinal, update_id, filter, touchpoint_at, author, note, member_count, changed_member_count, created_at,
                   undone_at
            FROM touchpoint_date_update
            """;

    private static final String FIND = COLUMNS + "WHERE update_id = ?";

    private static final String LIST = COLUMNS + "WHERE ordinal < ? ORDER BY ordinal DESC LIMIT ?";

    private static final String EXAMPLES = """
            SELECT campaign_member_id, campaign_id, previously_at FROM touchpoint_date_update_example
            WHERE ordinal = ? ORDER BY campaign_member_id
            """;

    private static final String TAKE = """
            WITH taken AS (
                INSERT INTO touchpoint_date_update_member (ordinal, campaign_member_id)
                SELECT ?, id FROM unnest(?::text[]) AS m (id)
                RETURNING campaign_member_id, ordinal
            )
            INSERT INTO effective_touchpoint_date (campaign_member_id, touchpoint_at, ordinal)
            SELECT campaign_member_id, ?, ordinal FROM taken
            ON CONFLICT (campaign_member_id) DO UPDATE SET touchpoint_at = excluded.touchpoint_at, ordinal = excluded.ordinal
            """;

    private static final String ADD = """
            INSERT INTO touchpoint_date_update
                   (ordinal, update_id, filter, touchpoint_at, author, note, member_count, changed_member_count, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String ADD_EXAMPLES = """
            INSERT INTO touchpoint_date_update_example (ordinal, campaign_member_id, campaign_id, previously_at)
            SELECT ?, * FROM unnest(?::text[], ?::text[], ?::timestamptz[])
            """;

    private static final String END = "UPDATE touchpoint_date_update SET undone_at = ? WHERE ordinal = ?";

    /** Only members whose date is from this update: for the others a newer one holds. */
    private static final String TAKE_BACK = """
            WITH concerned AS MATERIALIZED (
                SELECT e.campaign_member_id
                FROM touchpoint_date_update_member m JOIN effective_touchpoint_date e USING (campaign_member_id, ordinal)
                WHERE m.ordinal = ?
            ), earlier AS MATERIALIZED (
                SELECT m.campaign_member_id, max(u.ordinal) AS ordinal
                FROM concerned JOIN touchpoint_date_update_member m USING (campaign_member_id)
                JOIN touchpoint_date_update u ON u.ordinal = m.ordinal AND u.undone_at IS NULL
                GROUP BY m.campaign_member_id
            ), put_back AS (
                UPDATE effective_touchpoint_date e SET touchpoint_at = u.touchpoint_at, ordinal = u.ordinal
                FROM earlier JOIN touchpoint_date_update u USING (ordinal)
                WHERE e.campaign_member_id = earlier.campaign_member_id
            )
            DELETE FROM effective_touchpoint_date e USING concerned
            WHERE e.campaign_member_id = concerned.campaign_member_id
              AND NOT EXISTS (SELECT 1 FROM earlier WHERE earlier.campaign_member_id = e.campaign_member_id)
            """;

    private final Database database;

    SqlDateUpdateStore(Database database) {
        this.database = database;
    }

    @Override
    public void lock() {
        database.get(LOCK, parameters -> {}, row -> row.flag("locked"));
    }

    @Override
    public long nextOrdinal() {
        return database.get(NEXT_ORDINAL, parameters -> {}, row -> row.number("ordinal"));
    }

    @Override
    public Optional<DateUpdate> find(UUID updateId) {
        return database.find(FIND, parameters -> parameters.uuid(updateId), SqlDateUpdateStore::update);
    }

    @Override
    public List<DateUpdate.Change> examples(long ordinal) {
        return database.list(
                EXAMPLES,
                parameters -> parameters.number(ordinal),
                row -> new DateUpdate.Change(
                        row.text("campaign_member_id"),
                        row.text("campaign_id"),
                        row.optionalTime("previously_at").orElse(null)));
    }

    @Override
    public List<DateUpdate> list(long before, int limit) {
        return database.list(LIST, parameters -> parameters.number(before).number(limit), SqlDateUpdateStore::update);
    }

    @Override
    public void take(long ordinal, Instant touchpointAt, List<String> campaignMemberIds) {
        database.update(
                TAKE,
                parameters -> parameters
                        .number(ordinal)
                        .texts(campaignMemberIds, id -> id)
                        .time(touchpointAt));
    }

    @Override
    public void add(DateUpdate update, List<DateUpdate.Change> examples) {
        DateUpdate.Request request = update.request();
        database.update(
                ADD,
                parameters -> parameters
                        .number(update.ordinal())
                        .uuid(request.updateId())
                        .text(request.filter())
                        .time(request.touchpointAt())
                        .text(request.author())
                        .text(request.note())
                        .number(update.memberCount())
                        .number(update.changedMemberCount())
                        .time(update.createdAt()));
        database.update(
                ADD_EXAMPLES,
                parameters -> parameters
                        .number(update.ordinal())
                        .texts(examples, DateUpdate.Change::campaignMemberId)
                        .texts(examples, DateUpdate.Change::campaignId)
                        .times(examples, DateUpdate.Change::previouslyAt));
    }

    @Override
    public void undo(long ordinal, Instant undoneAt) {
        database.update(END, parameters -> parameters.time(undoneAt).number(ordinal));
        database.update(TAKE_BACK, parameters -> parameters.number(ordinal));
    }

    private static DateUpdate update(SqlRow row) throws SQLException {
        return new DateUpdate(
                row.number("ordinal"),
                new DateUpdate.Request(
                        row.uuid("update_id"),
                        row.text("filter"),
                        row.time("touchpoint_at"),
                        row.text("author"),
                        row.text("note")),
                row.number("member_count"),
                row.number("changed_member_count"),
                row.time("created_at"),
                row.optionalTime("undone_at").orElse(null));
    }
}
