package dev.touchstone.salessync.person;

/** The statements of {@link SqlPersonFates}. */
final class SqlPersonFate {
    static final String IDENTITIES = """
            SELECT i.id, a.winner_id, p.state FROM unnest(?::bigint[]) AS i (id)
            LEFT JOIN person_alias a ON a.loser_id = i.id
            LEFT JOIN person p ON p.marketo_id = coalesce(a.winner_id, i.id)
            """;
    static final String WINNER = "SELECT winner_id FROM person_alias WHERE loser_id = ?";
    static final String STATE = "SELECT state FROM person WHERE marketo_id = ?";
    static final String EMAIL = "SELECT email FROM person WHERE marketo_id = ?";
    static final String ALL_IDS = """
            SELECT ?::bigint AS id UNION ALL
            SELECT * FROM (SELECT loser_id FROM person_alias WHERE winner_id = ? ORDER BY loser_id) AS losers
            """;

    static final String FLATTEN = "UPDATE person_alias SET winner_id = ? WHERE winner_id = ?";
    static final String ALIAS = "INSERT INTO person_alias (loser_id, winner_id, merged_at) VALUES (?, ?, ?)";
    static final String DELETE_SIGHTING = "DELETE FROM person_sighting WHERE marketo_id = ?";

    /** Whoever had the loser's ids is found by them still; the winner's own are in its row. */
    static final String HAND_OVER_REFS = """
            WITH winner AS (
                SELECT ?::bigint AS id, ?::timestamptz AS at, ?::bigint AS loser
            ), theirs AS (
                DELETE FROM external_ref USING winner w WHERE marketo_id = w.loser RETURNING system, external_id, kept_at
            )
            INSERT INTO external_ref (system, external_id, marketo_id, kept_at)
            SELECT t.system, t.external_id, w.id, t.kept_at FROM theirs t CROSS JOIN winner w
            UNION
            SELECT 'salesforce', r.id, w.id, w.at FROM person p CROSS JOIN winner w
            CROSS JOIN LATERAL (VALUES (p.salesforce_lead_id), (p.salesforce_contact_id)) AS r (id)
            WHERE p.marketo_id = w.loser AND r.id IS NOT NULL
            ON CONFLICT DO NOTHING
            """;

    private static final String NOTHING_PERSONAL = """
            first_name = NULL, last_name = NULL, email = NULL, phone = NULL, title = NULL, company = NULL,
            source = NULL, linkedin_url = NULL, salesforce_lead_id = NULL, salesforce_contact_id = NULL,
            salesforce_account_id = NULL, salesforce_opportunity_id = NULL, owner_id = NULL, type = NULL,
            created_at = NULL, unsubscribed = false, email_invalid = false, truncated = false, content_hash = '',
            hidden_reason = NULL
            """;

    /** Later than whatever was told of the person, even if the clock was set back since (F37): touchpoint-service keeps what is later. */
    static final String MAKE_ALIAS = """
            WITH gone AS (
                SELECT p.marketo_id, p.state, m.at, m.winner_id, m.now, m.way
                FROM person p JOIN (SELECT ?::bigint AS id, ?::timestamptz AS at, ?::bigint AS winner_id,
                    ?::timestamptz AS now, ?::text AS way) AS m ON p.marketo_id = m.id
            ), merged AS (
                UPDATE person p SET state = 'ALIAS', version = p.version + 1, gone_at = g.at,
                    read_at = greatest(p.read_at + interval '1 microsecond', g.at),
            """ + NOTHING_PERSONAL + """
                FROM gone g WHERE p.marketo_id = g.marketo_id RETURNING p.marketo_id, p.version
            ), remembered AS (
                INSERT INTO person_field_change (marketo_id, field, old_value, new_value, system, way, version, read_at)
                SELECT m.marketo_id, 'state', g.state, 'ALIAS', 'marketo', g.way, m.version, g.at
                FROM merged m JOIN gone g USING (marketo_id)
            )
            INSERT INTO person_change (type, marketo_id, winner_id, version, changed_at)
            SELECT 'MERGED', m.marketo_id, g.winner_id, m.version, g.now FROM merged m JOIN gone g USING (marketo_id)
            """;

    static final String BURY = """
            WITH burial AS (
                SELECT id, b.at, b.now, b.way FROM unnest(?::bigint[]) AS t (id)
                CROSS JOIN (SELECT ?::timestamptz AS at, ?::timestamptz AS now, ?::text AS way) AS b
            ), gone AS (
                SELECT p.marketo_id, p.state, b.at, b.now, b.way
                FROM person p JOIN burial b ON b.id = p.marketo_id LEFT JOIN person_sighting s USING (marketo_id)
                WHERE p.state IN ('ACTIVE', 'HIDDEN') AND greatest(p.read_at, s.read_at) <= b.at
            ), buried AS (
                UPDATE person p SET state = 'TOMBSTONE', hidden_reason = NULL, version = p.version + 1,
                    gone_at = g.at, read_at = g.at
                FROM gone g WHERE p.marketo_id = g.marketo_id RETURNING p.marketo_id, p.version
            ), remembered AS (
                INSERT INTO person_field_change (marketo_id, field, old_value, new_value, system, way, version, read_at)
                SELECT u.marketo_id, 'state', g.state, 'TOMBSTONE', 'marketo', g.way, u.version, g.at
                FROM buried u JOIN gone g USING (marketo_id)
            ), told AS (
                INSERT INTO person_change (type, marketo_id, version, changed_at)
                SELECT 'BURIED', u.marketo_id, u.version, g.now FROM buried u JOIN gone g USING (marketo_id)
                ORDER BY u.marketo_id
            )
            SELECT count(*) FILTER (WHERE state = 'ACTIVE') AS active, count(*) FILTER (WHERE state = 'HIDDEN') AS hidden
            FROM gone
            """;

    /** Of whoever has no row, and of tombstones, the time is all that is kept: older readings come to nothing. */
    static final String SIGHT_BURIED = """
            INSERT INTO person_sighting AS s (marketo_id, read_at)
            SELECT t.id, b.at FROM (SELECT ?::timestamptz AS at) AS b CROSS JOIN unnest(?::bigint[]) AS t (id)
            LEFT JOIN person p ON p.marketo_id = t.id
            WHERE p.marketo_id IS NULL OR (p.state = 'TOMBSTONE' AND p.read_at < ?)
            ORDER BY t.id
            ON CONFLICT (marketo_id) DO UPDATE SET read_at = EXCLUDED.read_at WHERE s.read_at < EXCLUDED.read_at
            """;

    static final String OLD_TOMBSTONES = """
            SELECT marketo_id FROM person WHERE state = 'TOMBSTONE' AND gone_at < ? ORDER BY gone_at, marketo_id LIMIT ?
            """;

    static final String FORGET = """
            WITH old AS (
                SELECT id, decode(hash_hex, 'hex') AS id_hash, f.now
                FROM unnest(?::bigint[], ?::text[]) AS t (id, hash_hex) CROSS JOIN (SELECT ?::timestamptz AS now) AS f
            ), forgotten AS (
                DELETE FROM person p USING old o WHERE p.marketo_id = o.id
                RETURNING p.marketo_id, p.version, coalesce(p.unsubscribed, true) AS unsubscribed, o.id_hash, o.now
            ), told AS (
                INSERT INTO person_change (type, marketo_id, version, changed_at)
                SELECT 'FORGOTTEN', marketo_id, version + 1, now FROM forgotten ORDER BY marketo_id
            )
            INSERT INTO forgotten_person AS f (id_hash, unsubscribed, forgotten_at)
            SELECT id_hash, unsubscribed, now FROM forgotten
            ON CONFLICT (id_hash) DO UPDATE SET unsubscribed = f.unsubscribed OR EXCLUDED.unsubscribed,
                forgotten_at = EXCLUDED.forgotten_at
            """;

    static final String SUPPRESS =
            "INSERT INTO suppressed_address (address_hash, suppressed_at) VALUES (?, ?) ON CONFLICT DO NOTHING";

    /** Later than whatever was told of the person, as {@link #MAKE_ALIAS}. */
    static final String ERASE = """
            WITH gone AS (
                SELECT p.marketo_id, e.now FROM person p JOIN unnest(?::bigint[]) AS t (id) ON p.marketo_id = t.id
                CROSS JOIN (SELECT ?::timestamptz AS now) AS e
                WHERE p.state <> 'ERASED'
            ), erased AS (
                UPDATE person p SET state = 'ERASED', version = p.version + 1, gone_at = g.now,
                    read_at = greatest(p.read_at + interval '1 microsecond', g.now),
            """ + NOTHING_PERSONAL + """
                FROM gone g WHERE p.marketo_id = g.marketo_id RETURNING p.marketo_id, p.version, g.now
            )
            INSERT INTO person_change (type, marketo_id, version, changed_at)
            SELECT 'ERASED', marketo_id, version, now FROM erased ORDER BY marketo_id
            """;

    static final String KEEP_OUT = """
            INSERT INTO person (marketo_id, state, unsubscribed, email_invalid, truncated, content_hash, version, read_at,
                gone_at)
            SELECT t.id, 'ERASED', false, false, false, '', 1, e.now, e.now
            FROM unnest(?::bigint[]) AS t (id) CROSS JOIN (SELECT ?::timestamptz AS now) AS e
            ON CONFLICT (marketo_id) DO NOTHING
            """;

    static final String SHARING = """
            SELECT marketo_id FROM person WHERE lower(email) = lower(?) AND marketo_id <> ? AND state <> 'ERASED'
            ORDER BY marketo_id LIMIT ?
            """;
    static final String DELETE_HISTORY = "DELETE FROM person_field_change WHERE marketo_id = ANY (?::bigint[])";
    static final String DELETE_REFS = "DELETE FROM external_ref WHERE marketo_id = ANY (?::bigint[])";

    private SqlPersonFate() {}
}
