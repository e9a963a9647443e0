package dev.touchstone.touchpoint.mark;

import dev.touchstone.runtime.IdSource;
import dev.touchstone.runtime.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Marks all there are, at once or in portions, in PostgreSQL; in the caller's transaction. */
@ApplicationScoped
class SqlEverything {
    /** Before every person. */
    private static final String NO_PERSON = new UUID(0, 0).toString();

    private static final String MARK_ALL_VISITORS = """
            INSERT INTO dirty_mark (queue, shard, key, mark_id)
            SELECT 'visitor', mark_shard(visitor_id), visitor_id, ?::uuid
            FROM (SELECT visitor_id FROM web_event UNION SELECT visitor_id FROM session) visitors
            """;

    private static final String MARK_ALL_CRM_PEOPLE = """
            INSERT INTO dirty_mark (queue, shard, key, mark_id)
            SELECT 'crm_person', mark_shard(crm_person_id), crm_person_id, ?::uuid
            FROM (SELECT crm_person_id FROM crm_person UNION SELECT crm_person_id FROM crm_person_identity) people
            """;

    private static final String MARK_ALL_PEOPLE = """
            INSERT INTO dirty_mark (queue, shard, key, mark_id)
            SELECT 'person', mark_shard(person_id::text), person_id::text, ?::uuid
            FROM (SELECT person_id FROM person UNION SELECT person_id FROM touchpoint) people
            """;

    private static final String MARK_SOME_VISITORS =
            markSome("visitor", "visitor_id", "text COLLATE \"C\"", "web_event", "session");

    private static final String MARK_SOME_CRM_PEOPLE =
            markSome("crm_person", "crm_person_id", "text COLLATE \"C\"", "crm_person", "crm_person_identity");

    private static final String MARK_SOME_PEOPLE = markSome("person", "person_id", "uuid", "person", "touchpoint");

    private final Database database;
    private final IdSource ids;

    SqlEverything(Database database, IdSource ids) {
        this.database = database;
        this.ids = ids;
    }

    /**
     * Goes from key to key along the indexes, so that it takes as long for keys with very many rows as for others. Gives the last
     * key.
     */
    private static String markSome(String queue, String column, String type, String one, String other) {
        return """
                WITH RECURSIVE portion (key, place) AS (
                    SELECT ?::%3$s, 0
                    UNION ALL
                    SELECT least((SELECT t.%2$s FROM %4$s t WHERE t.%2$s > p.key ORDER BY t.%2$s LIMIT 1),
                                 (SELECT t.%2$s FROM %5$s t WHERE t.%2$s > p.key ORDER BY t.%2$s LIMIT 1)), p.place + 1
                    FROM portion p WHERE p.key IS NOT NULL AND p.place < ?
                ), chosen AS (
                    SELECT key::text COLLATE "C" AS key FROM portion WHERE key IS NOT NULL AND place > 0
                ), marked AS (
                    INSERT INTO dirty_mark (queue, shard, key, mark_id)
                    SELECT '%1$s', mark_shard(key), key, ?::uuid FROM chosen
                )
                SELECT max(key) AS last FROM chosen
                """.formatted(queue, column, type, one, other);
    }

    /** Marks some from a place on; where it goes on, empty at the end. */
    Optional<Everything.Place> markSome(Everything.Place place, int portion) {
        String after = place.part() == Everything.PEOPLE && place.after().isEmpty() ? NO_PERSON : place.after();
        Optional<String> last = database.get(
                someOf(place.part()),
                parameters -> parameters.text(after).number(portion).uuid(ids.next()),
                row -> row.optionalText("last"));
        return last.map(key -> new Everything.Place(place.part(), key)).or(place::nextPart);
    }

    private static String someOf(Everything part) {
        return switch (part) {
            case VISITORS -> MARK_SOME_VISITORS;
            case CRM_PEOPLE -> MARK_SOME_CRM_PEOPLE;
            case PEOPLE -> MARK_SOME_PEOPLE;
        };
    }

    /** Every visitor; how many. */
    long markAllVisitors() {
        return database.update(MARK_ALL_VISITORS, parameters -> parameters.uuid(ids.next()));
    }

    /** Every person, lead and contact; how many people. */
    long markAllPeople() {
        database.update(MARK_ALL_CRM_PEOPLE, parameters -> parameters.uuid(ids.next()));
        return database.update(MARK_ALL_PEOPLE, parameters -> parameters.uuid(ids.next()));
    }
}
