package dev.touchstone.salessync.person.export;

import dev.touchstone.runtime.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The rows about people in PostgreSQL. Whatever has a column {@code marketo_id} is about somebody, so that a new table is told of
 * without anybody thinking of it; the others are named here.
 */
@ApplicationScoped
class SqlPersonRows implements PersonRows {
    private static final String IDS = """
            WITH one AS (
                SELECT coalesce((SELECT winner_id FROM person_alias WHERE loser_id = i.id), i.id) AS id
                FROM (SELECT ?::bigint AS id) i
            )
            SELECT id FROM one UNION SELECT a.loser_id FROM person_alias a JOIN one o ON a.winner_id = o.id ORDER BY id
            """;

    private static final String TABLES = """
            SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
            WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
                  AND a.attname = 'marketo_id' AND NOT a.attisdropped
            """;

    private static final String BY_ID = "t.marketo_id = ANY (?)";

    private static final Map<String, String> WITHOUT_ID = Map.of(
            "person_alias",
            "t.winner_id = ANY (?)",
            "unsubscribe_ledger",
            "t.subject IN (SELECT s.subject FROM unsubscribe_state s WHERE s.marketo_id = ANY (?))",
            "outbox",
            "t.outbox_key IN (SELECT a.activity_key FROM activity a WHERE a.marketo_id = ANY (?))");

    private final Database database;

    SqlPersonRows(Database database) {
        this.database = database;
    }

    @Override
    public List<Long> idsOf(long marketoId) {
        return database.list(IDS, parameters -> parameters.number(marketoId), row -> row.number("id"));
    }

    @Override
    public List<String> tables() {
        TreeSet<String> tables = new TreeSet<>(WITHOUT_ID.keySet());
        tables.addAll(database.list(TABLES, parameters -> {}, row -> row.text("name")));
        return List.copyOf(tables);
    }

    @Override
    public List<String> rows(String table, List<Long> marketoIds, String after, int limit) {
        return database.list(
                "SELECT row FROM (SELECT to_jsonb(t)::text AS row FROM " + table + " t WHERE "
                        + WITHOUT_ID.getOrDefault(table, BY_ID)
                        + ") rows WHERE row COLLATE \"C\" > ? ORDER BY row COLLATE \"C\" LIMIT ?",
                parameters -> parameters
                        .numbers(marketoIds, id -> id)
                        .text(after)
                        .number(limit),
                row -> row.text("row"));
    }
}
