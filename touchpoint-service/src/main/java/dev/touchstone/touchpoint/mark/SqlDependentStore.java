package dev.touchstone.touchpoint.mark;

import dev.touchstone.runtime.IdSource;
import dev.touchstone.runtime.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Marks those who depend on other records, in PostgreSQL. */
@ApplicationScoped
class SqlDependentStore implements DependentStore {
    private static final String MARK_PEOPLE_OF_PROGRAMS = """
            INSERT INTO dirty_mark (queue, shard, key, mark_id)
            SELECT 'person', mark_shard(person_id::text), person_id::text, ?::uuid
            FROM (SELECT i.person_id
                  FROM program_member m JOIN crm_person_identity i USING (crm_person_id)
                  WHERE m.program_id = ANY (?)
                  UNION
                  SELECT i.person_id
                  FROM marketing_activity a JOIN crm_person_identity i USING (crm_person_id)
                  WHERE a.program_id = ANY (?)) people
            """;

    /** In the shard of the record itself, so that nobody derives it twice at once. */
    private static final String MARK_THOSE_WHO_ARE = """
            WITH RECURSIVE dependent (crm_person_id, steps) AS (
                SELECT crm_person_id COLLATE "C", 0 FROM unnest(?::text[]) AS k (crm_person_id)
                UNION
                SELECT p.crm_person_id, d.steps + 1
                FROM dependent d CROSS JOIN LATERAL (
                    SELECT crm_person_id FROM crm_person WHERE merged_into_id = d.crm_person_id
                    UNION ALL
                    SELECT crm_person_id FROM crm_person WHERE duplicate_of_id = d.crm_person_id) p
                WHERE d.steps < ?
            )
            INSERT INTO dirty_mark (queue, shard, key, mark_id)
            SELECT DISTINCT 'crm_person', mark_shard(crm_person_id), ? || crm_person_id, ?::uuid
            FROM dependent WHERE steps > 0
            """;

    private static final String MARK_PEOPLE_OF = """
            INSERT INTO dirty_mark (queue, shard, key, mark_id)
            SELECT DISTINCT 'person', mark_shard(person_id::text), person_id::text, ?::uuid
            FROM crm_person_identity WHERE crm_person_id = ANY (?)
            """;

    private final Database database;
    private final IdSource ids;

    SqlDependentStore(Database database, IdSource ids) {
        this.database = database;
        this.ids = ids;
    }

    @Override
    public void markPeopleOfPrograms(List<String> programIds) {
        database.update(
                MARK_PEOPLE_OF_PROGRAMS,
                parameters ->
                        parameters.uuid(ids.next()).texts(programIds, id -> id).texts(programIds, id -> id));
    }

    @Override
    public void markThoseWhoAre(List<String> crmPersonIds, int maxSteps) {
        database.update(
                MARK_THOSE_WHO_ARE,
                parameters -> parameters
                        .texts(crmPersonIds, id -> id)
                        .number(maxSteps)
                        .text(CrmPersonKey.DEPENDENT)
                        .uuid(ids.next()));
    }

    @Override
    public void markPeopleOf(List<String> crmPersonIds) {
        database.update(
                MARK_PEOPLE_OF, parameters -> parameters.uuid(ids.next()).texts(crmPersonIds, id -> id));
    }
}
