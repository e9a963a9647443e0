package dev.touchstone.touchpoint.privacy;

import dev.touchstone.runtime.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what leads to a person in PostgreSQL. */
@ApplicationScoped
class SqlPersonSearch implements PersonSearch {
    /** As many merges and duplicates in a row as derivation follows. */
    private static final int MAX_STEPS = 10;

    private static final String EMAIL = """
            WITH RECURSIVE way (steps, email, next_id) AS (
                SELECT 0, NULL::text COLLATE "C", ?::text COLLATE "C"
                UNION ALL
                SELECT w.steps + 1, CASE WHEN NOT p.deleted THEN p.email END,
                       CASE WHEN p.deleted THEN p.merged_into_id
                            WHEN p.email IS NULL AND p.type = 'MARKETO_PERSON' THEN p.duplicate_of_id END
                FROM way w JOIN crm_person p ON p.crm_person_id = w.next_id
                WHERE w.next_id IS NOT NULL AND w.steps <= ?
            )
            SELECT email FROM way WHERE email IS NOT NULL
            """;

    /** By the host first, because of the addresses that has the index. */
    private static final String CRM_PEOPLE = """
            WITH RECURSIVE one (crm_person_id, steps) AS (
                SELECT crm_person_id, 0 FROM crm_person
                WHERE NOT deleted AND email IS NOT NULL
                      AND reverse(split_part(email, '@', 2)) = reverse(split_part(?, '@', 2)) AND email = ?
                UNION
                SELECT k.id COLLATE "C", 0 FROM unnest(?::text[]) AS k (id)
                UNION
                SELECT p.crm_person_id, o.steps + 1
                FROM one o CROSS JOIN LATERAL (
                    SELECT crm_person_id FROM crm_person WHERE merged_into_id = o.crm_person_id AND deleted
                    UNION ALL
                    SELECT crm_person_id FROM crm_person
                    WHERE duplicate_of_id = o.crm_person_id AND type = 'MARKETO_PERSON' AND email IS NULL AND NOT deleted) p
                WHERE o.steps < ?
            )
            SELECT DISTINCT crm_person_id FROM one ORDER BY crm_person_id
            """;

    private static final String VISITORS = """
            SELECT visitor_id FROM web_event WHERE email = ?
            UNION
            SELECT e.visitor_id FROM alias_identity a JOIN web_event e USING (alias) WHERE a.email = ?
            UNION
            SELECT visitor_id FROM web_event WHERE alias IN (SELECT 'CRM_PERSON:' || k.id FROM unnest(?::text[]) AS k (id))
            UNION
            SELECT visitor_id FROM activity
            WHERE crm_person_id = ANY (?) AND visitor_id IS NOT NULL AND kind = 'TASK'
            ORDER BY visitor_id
            """;

    private final Database database;

    SqlPersonSearch(Database database) {
        this.database = database;
    }

    @Override
    public Optional<String> emailOf(String crmPersonId) {
        return database.find(
                EMAIL, parameters -> parameters.text(crmPersonId).number(MAX_STEPS), row -> row.text("email"));
    }

    @Override
    public List<String> crmPeople(@Nullable String email, Collection<String> crmPersonIds) {
        return database.list(
                CRM_PEOPLE,
                parameters -> parameters
                        .text(email)
                        .text(email)
                        .texts(List.copyOf(crmPersonIds), id -> id)
                        .number(MAX_STEPS),
                row -> row.text("crm_person_id"));
    }

    @Override
    public List<String> visitors(@Nullable String email, Collection<String> crmPersonIds) {
        List<String> ids = List.copyOf(crmPersonIds);
        return database.list(
                VISITORS,
                parameters ->
                        parameters.text(email).text(email).texts(ids, id -> id).texts(ids, id -> id),
                row -> row.text("visitor_id"));
    }
}
