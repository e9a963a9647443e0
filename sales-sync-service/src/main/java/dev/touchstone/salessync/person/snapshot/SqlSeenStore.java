package dev.touchstone.salessync.person.snapshot;

import dev.touchstone.runtime.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The table {@code snapshot_seen}, and who has a last name. */
@ApplicationScoped
class SqlSeenStore {
    private static final String CLEAR = "TRUNCATE snapshot_seen";

    private static final String ADD = """
            INSERT INTO snapshot_seen (marketo_id) SELECT unnest(?::bigint[]) ON CONFLICT DO NOTHING
            """;

    private static final String UNSEEN = """
            SELECT n AS marketo_id FROM generate_series(?::bigint + 1, ?::bigint) n
            WHERE NOT EXISTS (SELECT 1 FROM snapshot_seen s WHERE s.marketo_id = n)
            ORDER BY n LIMIT ?
            """;

    private static final String WITH_LAST_NAME = """
            SELECT marketo_id FROM person WHERE marketo_id = ANY (?::bigint[]) AND last_name IS NOT NULL
            """;

    private static final String HIGHEST = """
            SELECT greatest(0, (SELECT max(marketo_id) FROM snapshot_seen WHERE marketo_id <= m.highest),
                (SELECT max(marketo_id) FROM person WHERE marketo_id <= m.highest AND state <> 'ERASED'),
                (SELECT max(marketo_id) FROM dirty_person WHERE marketo_id <= m.highest)) AS highest
            FROM (SELECT ?::bigint AS highest) AS m
            """;

    private final Database database;

    SqlSeenStore(Database database) {
        this.database = database;
    }

    void clear() {
        database.update(CLEAR, parameters -> {});
    }

    void add(List<Long> ids) {
        database.update(ADD, parameters -> parameters.numbers(ids, id -> id));
    }

    /** The lowest ids above one and up to another that were not seen. */
    List<Long> unseen(long above, long upTo, int limit) {
        return database.list(
                UNSEEN,
                parameters -> parameters.number(above).number(upTo).number(limit),
                row -> row.number("marketo_id"));
    }

    /**
     * The highest id that was read, is stored or was told of; 0 if there is none. What is no id of Marketo's does not count, nor does who
     * was erased: anybody may have named an id there.
     */
    long highest() {
        return database.get(
                HIGHEST, parameters -> parameters.number(HighestIdSearch.MAX_ID), row -> row.number("highest"));
    }

    /** Those of the people who have a last name stored. */
    List<Long> withLastName(List<Long> ids) {
        return database.list(
                WITH_LAST_NAME, parameters -> parameters.numbers(ids, id -> id), row -> row.number("marketo_id"));
    }
}
