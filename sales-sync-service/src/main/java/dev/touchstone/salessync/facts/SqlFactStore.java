package dev.touchstone.salessync.facts;

import dev.touchstone.runtime.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tables {@code crm_fact_cursor}, of one row, and {@code crm_fact_due}. Callers hold a transaction where one is needed. */
@ApplicationScoped
class SqlFactStore {
    /** The lease is measured by the database's clock, the one that all processes share. */
    private static final String CLAIM = """
            UPDATE crm_fact_cursor
            SET fence = fence + CASE WHEN lease_owner IS NOT DISTINCT FROM ? THEN 0 ELSE 1 END,
                lease_owner = ?, lease_until = clock_timestamp() + ? * interval '1 millisecond'
            WHERE lease_owner IS NOT DISTINCT FROM ? OR lease_owner IS NULL OR lease_until < clock_timestamp()
            RETURNING fence, cursor, edition
            """;

    private static final String RELEASE = "UPDATE crm_fact_cursor SET lease_owner = NULL WHERE lease_owner = ?";

    private static final String LOCK = "SELECT fence FROM crm_fact_cursor FOR UPDATE";

    private static final String WRITE = "UPDATE crm_fact_cursor SET cursor = ?, edition = ?";

    private static final String LIST_DUE =
            "SELECT marketo_id, due_number, gone_before FROM crm_fact_due ORDER BY marketo_id LIMIT ?";

    private static final String ADD_DUE = """
            INSERT INTO crm_fact_due (marketo_id, gone_before)
            SELECT id, d.gone_before
            FROM (SELECT ?::timestamptz AS gone_before) AS d CROSS JOIN unnest(?::bigint[]) AS t (id)
            WHERE EXISTS (SELECT FROM crm_fact_cursor WHERE cursor IS NOT NULL)
            ORDER BY id
            ON CONFLICT (marketo_id) DO UPDATE SET due_number = EXCLUDED.due_number,
                gone_before = coalesce(EXCLUDED.gone_before, crm_fact_due.gone_before)
            """;

    private static final String SETTLE_DUE = """
            WITH told AS (
                SELECT d.marketo_id
                FROM crm_fact_due d JOIN unnest(?::bigint[], ?::bigint[]) AS t (marketo_id, due_number)
                    USING (marketo_id, due_number)
                ORDER BY d.marketo_id FOR UPDATE OF d
            )
            DELETE FROM crm_fact_due d USING told t WHERE d.marketo_id = t.marketo_id
            """;

    private final Database database;

    SqlFactStore(Database database) {
        this.database = database;
    }

    /**
     * This process' turn.
     *
     * @param fence for commits
     * @param cursor null if nothing was ever told
     * @param edition what people were told as
     */
    record Turn(long fence, @Nullable String cursor, int edition) {}

    /**
     * A person to be told of.
     *
     * @param number the row's as it was read
     * @param goneBefore of a forgotten person: it was deleted before; else null
     */
    record Due(long marketoId, long number, @Nullable Instant goneBefore) {}

    /** Takes the lease or keeps it; empty if another process holds it. */
    Optional<Turn> claim(UUID owner, Duration lease) {
        return database.find(
                CLAIM,
                parameters -> parameters
                        .uuid(owner)
                        .uuid(owner)
                        .number(lease.toMillis())
                        .uuid(owner),
                row -> new Turn(
                        row.number("fence"), row.optionalText("cursor").orElse(null), (int) row.number("edition")));
    }

    void release(UUID owner) {
        database.update(RELEASE, parameters -> parameters.uuid(owner));
    }

    /** Keeps every other commit out until the transaction ends; the number is the current fence. */
    long lock() {
        return database.get(LOCK, parameters -> {}, row -> row.number("fence"));
    }

    void write(String cursor, int edition) {
        database.update(WRITE, parameters -> parameters.text(cursor).number(edition));
    }

    /** People to be told of by themselves, at most so many. */
    List<Due> due(int limit) {
        return database.list(
                LIST_DUE,
                parameters -> parameters.number(limit),
                row -> new Due(
                        row.number("marketo_id"),
                        row.number("due_number"),
                        row.optionalTime("gone_before").orElse(null)));
    }

    /** Has people told of by themselves, unless nobody was ever told of. */
    void addDue(Collection<Long> marketoIds, @Nullable Instant goneBefore) {
        database.update(ADD_DUE, parameters -> parameters.time(goneBefore).numbers(List.copyOf(marketoIds), id -> id));
    }

    /** Takes rows away that were not written again since they were read. */
    void settle(List<Due> told) {
        database.update(
                SETTLE_DUE,
                parameters -> parameters.numbers(told, Due::marketoId).numbers(told, Due::number));
    }
}
