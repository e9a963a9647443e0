package dev.touchstone.salessync.person;

/** The statements that write a page of readings. */
final class SqlPersonWrite {
    /** People are written by one transaction at a time, so what a statement sees is what it changes. */
    static final String LOCK = "SELECT pg_advisory_xact_lock(7305808869228244335)::text AS locked";

    /**
     * One statement per page: the page as rows, what each row means against what is stored, the rows to write, and from what was
     * written the changes and the history. All parts see the rows as they were before.
     */
    static final String PAGE = """
            WITH incoming AS (
                SELECT marketo_id, hidden_reason, first_name, last_name, email, phone, title, company, source,
                    linkedin_url, salesforce_lead_id, salesforce_contact_id, salesforce_account_id,
                    salesforce_opportunity_id, owner_id, new_type, unsubscribed::boolean AS unsubscribed,
                    email_invalid::boolean AS email_invalid, truncated::boolean AS truncated,
                    created_at::timestamptz AS created_at, decode(content_hex, 'hex') AS content_hash,
                    decode(address_hex, 'hex') AS address_hash
                FROM unnest(
                    ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                    ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                    ?::text[], ?::text[], ?::text[], ?::text[])
                AS t (marketo_id, hidden_reason, first_name, last_name, email, phone, title, company, source,
                    linkedin_url, salesforce_lead_id, salesforce_contact_id, salesforce_account_id,
                    salesforce_opportunity_id, owner_id, new_type, unsubscribed, email_invalid, truncated, created_at,
                    content_hex, address_hex)
            ), reading AS (
                SELECT ?::timestamptz AS read_at, ?::text AS way, ?::timestamptz AS now, ?::boolean AS no_room
            ), judged AS (
                SELECT t.*, coalesce(t.new_type, p.type) AS type, greatest(p.read_at, s.read_at) AS known_at,
                    CASE WHEN t.unsubscribed IS NULL AND p.unsubscribed THEN true ELSE t.unsubscribed END AS is_out, CASE
                    WHEN a.loser_id IS NOT NULL OR p.state IN ('ALIAS', 'ERASED') THEN 'GONE'
                    WHEN p.marketo_id IS NULL AND x.address_hash IS NOT NULL THEN 'GONE'
                    WHEN p.state IN ('ACTIVE', 'HIDDEN') AND p.content_hash = t.content_hash THEN 'EQUAL'
                    WHEN greatest(p.read_at, s.read_at) >= r.read_at THEN 'STALE'
                    WHEN p.marketo_id IS NULL AND t.hidden_reason IS NOT NULL THEN 'ABSENT'
                    WHEN p.marketo_id IS NULL AND r.no_room THEN 'NO_ROOM'
                    WHEN p.marketo_id IS NULL THEN 'ADDED'
                    WHEN p.state = 'TOMBSTONE' AND t.hidden_reason IS NULL THEN 'RESTORED'
                    WHEN p.state = 'TOMBSTONE' THEN 'RETURNED'
                    WHEN p.state = 'ACTIVE' AND t.hidden_reason IS NOT NULL THEN 'HIDDEN'
                    WHEN p.state = 'HIDDEN' AND t.hidden_reason IS NULL THEN 'REVIVED'
                    ELSE 'CHANGED' END AS verdict
                FROM incoming t CROSS JOIN reading r
                LEFT JOIN person p USING (marketo_id)
                LEFT JOIN person_sighting s USING (marketo_id)
                LEFT JOIN person_alias a ON a.loser_id = t.marketo_id
                LEFT JOIN suppressed_address x ON x.address_hash = t.address_hash
            ), sighted AS (
                INSERT INTO person_sighting AS s (marketo_id, read_at)
                SELECT marketo_id, r.read_at FROM judged CROSS JOIN reading r
                WHERE verdict IN ('EQUAL', 'ABSENT') AND (known_at IS NULL OR known_at < r.read_at)
                ORDER BY marketo_id
                ON CONFLICT (marketo_id) DO UPDATE SET read_at = EXCLUDED.read_at
            ), written AS (
                INSERT INTO person AS p (marketo_id, state, hidden_reason, first_name, last_name, email, phone, title,
                    company, source, linkedin_url, salesforce_lead_id, salesforce_contact_id, salesforce_account_id,
                    salesforce_opportunity_id, owner_id, type, unsubscribed, email_invalid, truncated, content_hash,
                    version, read_at, created_at, added_at, added_by)
                SELECT marketo_id, CASE WHEN hidden_reason IS NULL THEN 'ACTIVE' ELSE 'HIDDEN' END, hidden_reason,
                    first_name, last_name, email, phone, title, company, source, linkedin_url, salesforce_lead_id,
                    salesforce_contact_id, salesforce_account_id, salesforce_opportunity_id, owner_id, type,
                    is_out, email_invalid, truncated, content_hash, 1, r.read_at, created_at, r.read_at, r.way
                FROM judged CROSS JOIN reading r
                WHERE verdict IN ('ADDED', 'CHANGED', 'HIDDEN', 'REVIVED', 'RESTORED', 'RETURNED')
                ORDER BY marketo_id
                ON CONFLICT (marketo_id) DO UPDATE SET state = EXCLUDED.state, hidden_reason = EXCLUDED.hidden_reason,
                    first_name = EXCLUDED.first_name, last_name = EXCLUDED.last_name, email = EXCLUDED.email,
                    phone = EXCLUDED.phone, title = EXCLUDED.title, company = EXCLUDED.company,
                    source = EXCLUDED.source, linkedin_url = EXCLUDED.linkedin_url,
                    salesforce_lead_id = EXCLUDED.salesforce_lead_id,
                    salesforce_contact_id = EXCLUDED.salesforce_contact_id,
                    salesforce_account_id = EXCLUDED.salesforce_account_id,
                    salesforce_opportunity_id = EXCLUDED.salesforce_opportunity_id, owner_id = EXCLUDED.owner_id,
                    type = EXCLUDED.type, unsubscribed = EXCLUDED.unsubscribed,
                    email_invalid = EXCLUDED.email_invalid, truncated = EXCLUDED.truncated,
                    content_hash = EXCLUDED.content_hash, version = p.version + 1, read_at = EXCLUDED.read_at,
                    created_at = EXCLUDED.created_at, gone_at = NULL
                RETURNING p.marketo_id, p.version
            ), changed AS (
                INSERT INTO person_change (type, marketo_id, version, changed_at)
                SELECT CASE verdict WHEN 'RETURNED' THEN 'RESTORED' ELSE verdict END, marketo_id, version, r.now
                FROM written JOIN judged USING (marketo_id) CROSS JOIN reading r
                ORDER BY marketo_id
            ), remembered AS (
                INSERT INTO person_field_change (marketo_id, field, old_value, new_value, system, way, version, read_at)
                SELECT w.marketo_id, f.field, f.old_value, f.new_value, 'marketo', r.way, w.version, r.read_at
                FROM written w JOIN judged t USING (marketo_id) JOIN person p USING (marketo_id) CROSS JOIN reading r
                CROSS JOIN LATERAL (VALUES
                    ('state', p.state, CASE WHEN t.hidden_reason IS NULL THEN 'ACTIVE' ELSE 'HIDDEN' END),
                    ('hidden_reason', p.hidden_reason, t.hidden_reason),
                    ('first_name', p.first_name, t.first_name), ('last_name', p.last_name, t.last_name),
                    ('email', p.email, t.email), ('phone', p.phone, t.phone), ('title', p.title, t.title),
                    ('company', p.company, t.company), ('source', p.source, t.source),
                    ('linkedin_url', p.linkedin_url, t.linkedin_url),
                    ('salesforce_lead_id', p.salesforce_lead_id, t.salesforce_lead_id),
                    ('salesforce_contact_id', p.salesforce_contact_id, t.salesforce_contact_id),
                    ('salesforce_account_id', p.salesforce_account_id, t.salesforce_account_id),
                    ('salesforce_opportunity_id', p.salesforce_opportunity_id, t.salesforce_opportunity_id),
                    ('owner_id', p.owner_id, t.owner_id), ('type', p.type, t.type),
                    ('unsubscribed', p.unsubscribed::text, t.is_out::text),
                    ('email_invalid', p.email_invalid::text, t.email_invalid::text)
                ) AS f (field, old_value, new_value)
                WHERE f.old_value IS DISTINCT FROM f.new_value
            ), former AS (
                INSERT INTO external_ref (system, external_id, marketo_id, kept_at)
                SELECT 'salesforce', f.old_id, w.marketo_id, r.read_at
                FROM written w JOIN judged t USING (marketo_id) JOIN person p USING (marketo_id) CROSS JOIN reading r
                CROSS JOIN LATERAL (VALUES (p.salesforce_lead_id, t.salesforce_lead_id),
                    (p.salesforce_contact_id, t.salesforce_contact_id)) AS f (old_id, new_id)
                WHERE f.old_id IS NOT NULL AND f.old_id IS DISTINCT FROM f.new_id
                ON CONFLICT DO NOTHING
            )
            SELECT verdict, count(*) AS people,
                coalesce(array_agg(marketo_id::text) FILTER (WHERE verdict = 'STALE'), '{}') AS stale_ids
            FROM judged GROUP BY verdict
            """;

    /** Salesforce ids of the page that more than one person has (R-D-2). */
    static final String CONFLICTS = """
            INSERT INTO person_conflict (salesforce_id, found_at)
            SELECT salesforce_lead_id, ?::timestamptz FROM person
            WHERE salesforce_lead_id = ANY (?::text[]) AND state IN ('ACTIVE', 'HIDDEN')
            GROUP BY salesforce_lead_id HAVING count(*) > 1
            UNION ALL
            SELECT salesforce_contact_id, ?::timestamptz FROM person
            WHERE salesforce_contact_id = ANY (?::text[]) AND state IN ('ACTIVE', 'HIDDEN')
            GROUP BY salesforce_contact_id HAVING count(*) > 1
            ON CONFLICT DO NOTHING
            """;

    private SqlPersonWrite() {}
}
