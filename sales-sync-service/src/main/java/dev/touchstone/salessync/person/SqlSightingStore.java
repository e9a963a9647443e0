package dev.touchstone.salessync.person;

import dev.touchstone.runtime.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.OptionalLong;

/** The table {@code person_sighting}, and what is over in {@code person_conflict}. */
@ApplicationScoped
class SqlSightingStore implements SightingStore {
    private static final String DROP = """
            WITH looked AS (
                SELECT marketo_id, read_at FROM person_sighting WHERE marketo_id > ? ORDER BY marketo_id LIMIT ?
            ), dropped AS (
                DELETE FROM person_sighting s USING looked o WHERE s.marketo_id = o.marketo_id AND s.read_at < ?
            )
            SELECT max(marketo_id) AS last_id FROM looked
            """;

    private static final String DROP_SETTLED = """
            DELETE FROM person_conflict c WHERE (
                SELECT count(*) FROM person p WHERE p.state IN ('ACTIVE', 'HIDDEN')
                    AND p.salesforce_lead_id = c.salesforce_id) < 2
            AND (
                SELECT count(*) FROM person p WHERE p.state IN ('ACTIVE', 'HIDDEN')
                    AND p.salesforce_contact_id = c.salesforce_id) < 2
            """;

    private final Database database;

    SqlSightingStore(Database database) {
        this.database = database;
    }

    @Override
    public OptionalLong drop(long afterId, Instant readBefore, int limit) {
        return database.get(
                DROP,
                parameters -> parameters.number(afterId).number(limit).time(readBefore),
                row -> row.optionalNumber("last_id"));
    }

    @Override
    public int dropSettledConflicts() {
        return database.update(DROP_SETTLED, parameters -> {});
    }
}
