package dev.touchstone.touchpoint.crm;

/**
 * The statements of {@link SqlCrmRecordStore}. Each stores a batch, keeps of two copies the newer (on a tie the greater
 * digest), and marks who is concerned, in one round trip. A membership or activity that moves from one person to another
 * concerns both: the row remembers the one before. A deletion is a row without content, so that what is stored does not tell in
 * which order things came; it goes through the same statement, because batches that lock one table's rows in two rounds could
 * wait for each other in a circle.
 */
final class SqlCrmStatements {
    /** Marks the leads and contacts that were stored. */
    private static final String MARK_PEOPLE = """
            ), marked AS (
                INSERT INTO dirty_mark (queue, shard, key, mark_id)
                SELECT 'crm_person', mark_shard(key), key, ?::uuid
                FROM stored
            )
            SELECT count(*) AS stored FROM stored
            """;

    /** Marks the campaigns that were stored. */
    private static final String MARK_CAMPAIGNS = """
            ), marked AS (
                INSERT INTO dirty_mark (queue, shard, key, mark_id)
                SELECT 'campaign', mark_shard(key), key, ?::uuid
                FROM stored
            )
            SELECT count(*) AS stored FROM stored
            """;

    /** Marks the leads and contacts whose record was stored, and those whose record it was before. */
    private static final String MARK_BOTH_PEOPLE = """
            ), marked AS (
                INSERT INTO dirty_mark (queue, shard, key, mark_id)
                SELECT 'crm_person', mark_shard(key), key, ?::uuid
                FROM (SELECT crm_person_id AS key FROM stored UNION SELECT previous_crm_person_id FROM stored) concerned
                WHERE key IS NOT NULL
            )
            SELECT count(*) AS stored FROM stored
            """;

    static final String STORE_PEOPLE = """
            WITH stored AS (
                INSERT INTO crm_person AS t (crm_person_id, type, email, first_name, last_name, company, created_at, modified_at,
                    digest, deleted)
                SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[],
                    ?::timestamptz[], ?::uuid[], ?::boolean[])
                ON CONFLICT (crm_person_id) DO UPDATE
                SET type = excluded.type, email = excluded.email, first_name = excluded.first_name,
                    last_name = excluded.last_name, company = excluded.company,
                    created_at = excluded.created_at, modified_at = excluded.modified_at,
                    digest = excluded.digest, deleted = excluded.deleted
                WHERE (excluded.modified_at, excluded.digest) > (t.modified_at, t.digest)
                RETURNING crm_person_id AS key
            """ + MARK_PEOPLE;

    static final String STORE_CAMPAIGNS = """
            WITH stored AS (
                INSERT INTO campaign AS t (campaign_id, name, type, sync_type, modified_at, digest, deleted)
                SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::uuid[], ?::boolean[])
                ON CONFLICT (campaign_id) DO UPDATE
                SET name = excluded.name, type = excluded.type, sync_type = excluded.sync_type,
                    modified_at = excluded.modified_at, digest = excluded.digest, deleted = excluded.deleted
                WHERE (excluded.modified_at, excluded.digest) > (t.modified_at, t.digest)
                RETURNING campaign_id AS key
            """ + MARK_CAMPAIGNS;

    static final String STORE_CAMPAIGN_MEMBERS = """
            WITH stored AS (
                INSERT INTO campaign_member AS t (campaign_member_id, campaign_id, crm_person_id, status, created_at, modified_at,
                    digest, deleted)
                SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[],
                    ?::uuid[], ?::boolean[])
                ON CONFLICT (campaign_member_id) DO UPDATE
                SET campaign_id = excluded.campaign_id, crm_person_id = excluded.crm_person_id,
                    status = excluded.status, created_at = excluded.created_at,
                    modified_at = excluded.modified_at, digest = excluded.digest,
                    previous_crm_person_id = t.crm_person_id, deleted = excluded.deleted
                WHERE (excluded.modified_at, excluded.digest) > (t.modified_at, t.digest)
                RETURNING crm_person_id, previous_crm_person_id
            """ + MARK_BOTH_PEOPLE;

    static final String STORE_ACTIVITIES = """
            WITH stored AS (
                INSERT INTO activity AS t (activity_id, crm_person_id, type, subject, occurred_at, modified_at, digest, deleted)
                SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[],
                    ?::uuid[], ?::boolean[])
                ON CONFLICT (activity_id) DO UPDATE
                SET crm_person_id = excluded.crm_person_id, type = excluded.type, subject = excluded.subject,
                    occurred_at = excluded.occurred_at, modified_at = excluded.modified_at,
                    digest = excluded.digest, previous_crm_person_id = t.crm_person_id, deleted = excluded.deleted
                WHERE (excluded.modified_at, excluded.digest) > (t.modified_at, t.digest)
                RETURNING crm_person_id, previous_crm_person_id
            """ + MARK_BOTH_PEOPLE;

    private SqlCrmStatements() {}
}
