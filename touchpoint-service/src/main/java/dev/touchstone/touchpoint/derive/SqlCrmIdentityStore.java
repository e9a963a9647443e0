package dev.touchstone.touchpoint.derive;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.touchpoint.identity.PersonId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Who leads and contacts are, in PostgreSQL. */
@ApplicationScoped
class SqlCrmIdentityStore implements CrmIdentityStore {
    /**
     * The way ends at the first address; only who has none goes on, which are few. They are looked up one by one: a join is
     * planned for many, and would read the whole table.
     */
    private static final String READ = """
            WITH RECURSIVE way (crm_person_id, steps, email, next_id) AS (
                SELECT p.crm_person_id, 0, CASE WHEN NOT p.deleted THEN p.email END,
                       CASE WHEN p.deleted THEN p.merged_into_id
                            WHEN p.email IS NULL AND p.type = 'MARKETO_PERSON' THEN p.duplicate_of_id END
                FROM crm_person p WHERE p.crm_person_id = ANY (?)
                UNION ALL
                SELECT w.crm_person_id, w.steps + 1, p.email, p.next_id
                FROM way w CROSS JOIN LATERAL (
                    SELECT CASE WHEN NOT p.deleted THEN p.email END AS email,
                           CASE WHEN p.deleted THEN p.merged_into_id
                                WHEN p.email IS NULL AND p.type = 'MARKETO_PERSON' THEN p.duplicate_of_id END AS next_id
                    FROM crm_person p WHERE p.crm_person_id = w.next_id LIMIT 1) p
                WHERE w.next_id IS NOT NULL AND w.steps < ?
            )
            SELECT k.crm_person_id, w.email, i.person_id
            FROM unnest(?::text[]) AS k (crm_person_id)
            LEFT JOIN way w ON w.crm_person_id = k.crm_person_id AND w.email IS NOT NULL
            LEFT JOIN crm_person_identity i ON i.crm_person_id = k.crm_person_id
            """;

    private static final String WRITE = """
            INSERT INTO crm_person_identity (crm_person_id, person_id)
            SELECT * FROM unnest(?::text[], ?::uuid[])
            ON CONFLICT (crm_person_id) DO UPDATE SET person_id = excluded.person_id
            WHERE crm_person_identity.person_id <> excluded.person_id
            """;

    private static final String REMOVE = "DELETE FROM crm_person_identity WHERE crm_person_id = ANY (?)";

    private final Database database;

    SqlCrmIdentityStore(Database database) {
        this.database = database;
    }

    @Override
    public List<CrmIdentity> read(List<String> crmPersonIds) {
        return database.list(
                READ,
                parameters -> parameters
                        .texts(crmPersonIds, id -> id)
                        .number(MAX_STEPS)
                        .texts(crmPersonIds, id -> id),
                row -> new CrmIdentity(
                        row.text("crm_person_id"),
                        row.optionalText("email").orElse(null),
                        row.optionalUuid("person_id").orElse(null)));
    }

    @Override
    public void write(List<CrmIdentity> identities) {
        List<CrmIdentity> nobodies = new ArrayList<>();
        List<String> crmPersonIds = new ArrayList<>();
        List<UUID> personIds = new ArrayList<>();
        for (CrmIdentity identity : identities) {
            String email = identity.email();
            if (email == null) {
                nobodies.add(identity);
            } else {
                crmPersonIds.add(identity.crmPersonId());
                personIds.add(PersonId.of(email));
            }
        }
        if (!crmPersonIds.isEmpty()) {
            database.update(
                    WRITE,
                    parameters -> parameters.texts(crmPersonIds, id -> id).uuids(personIds, id -> id));
        }
        if (!nobodies.isEmpty()) {
            database.update(REMOVE, parameters -> parameters.texts(nobodies, CrmIdentity::crmPersonId));
        }
    }
}
