package dev.touchstone.bench;

import java.sql.SQLException;
import java.time.Duration;

/**
 * The peer of the backfill: one statement that writes the same sessions into a table of the same shape, with the same indexes,
 * in the same PostgreSQL. Written for {@link Traffic} alone, with memory enough for its sorts; its ids are of the cheapest
 * hash at hand, so they are not compared.
 */
final class SessionTablePeer {
    private static final String CREATE = """
            DROP TABLE IF EXISTS peer_session;
            CREATE TABLE peer_session (LIKE session INCLUDING ALL);
            SET work_mem = '256MB'; SET jit = off;
            """;

    /**
     * The session's source is the last one that was named since the pause before, because any other one begins a session; a
     * direct arrival begins none.
     */
    private static final String WRITE = """
            INSERT INTO peer_session (visitor_id, session_id, started_at, ended_at, start_reason, page_view_count,
                                      form_submission_count, landing_page, landing_page_raw, referrer_page, referrer_page_raw,
                                      referrer_host, utm_source, utm_medium, utm_campaign, utm_content, utm_term, form_url,
                                      form_type, person_id, mapping_key_id, digest)
            WITH arrival AS (
                SELECT visitor_id, occurred_at, event_id, type, page_url, email, query,
                       CASE WHEN host <> 'example.com' THEN referrer_url END AS referrer_url,
                       CASE WHEN host <> 'example.com' THEN host END AS host,
                       CASE WHEN query ~ '(^|&)(utm_source|utm_medium|utm_campaign|gclid|fbclid)='
                            THEN concat_ws(' ', substring(query FROM '(?:^|&)utm_source=([^&]*)'),
                                           substring(query FROM '(?:^|&)utm_medium=([^&]*)'),
                                           substring(query FROM '(?:^|&)utm_campaign=([^&]*)'),
                                           substring(query FROM '(?:^|&)(gclid|fbclid)='))
                            WHEN host <> 'example.com' THEN host END AS source
                FROM (SELECT *, substring(page_url FROM '\\?(.*)$') AS query,
                             substring(referrer_url FROM '://(?:www\\.)?([^/]*)') AS host
                      FROM web_event) e
            ), paused AS (
                SELECT *, count(*) FILTER (WHERE away) OVER w AS visit FROM (
                    SELECT *, occurred_at - lag(occurred_at) OVER w > interval '30 minutes' AS away FROM arrival
                    WINDOW w AS (PARTITION BY visitor_id ORDER BY occurred_at, event_id)) p
                WINDOW w AS (PARTITION BY visitor_id ORDER BY occurred_at, event_id)
            ), named AS (
                SELECT *, count(source) OVER w AS sources,
                       lag(source) OVER (PARTITION BY visitor_id, visit, source IS NULL ORDER BY occurred_at, event_id) AS before,
                       row_number() OVER w AS position
                FROM paused
                WINDOW w AS (PARTITION BY visitor_id, visit ORDER BY occurred_at, event_id)
            ), cut AS (
                SELECT *, count(*) FILTER (WHERE position = 1
                                           OR source IS NOT NULL AND source IS DISTINCT FROM before)
                          OVER (PARTITION BY visitor_id ORDER BY occurred_at, event_id) AS session
                FROM named
            ), grouped AS (
                SELECT visitor_id, session, min(occurred_at) AS started_at, max(occurred_at) AS ended_at,
                       count(*) FILTER (WHERE type <> 'FORM_SUBMISSION') AS page_view_count,
                       count(*) FILTER (WHERE type = 'FORM_SUBMISSION') AS form_submission_count,
                       (array_agg(page_url ORDER BY occurred_at, event_id))[1] AS page_url,
                       coalesce((array_agg(referrer_url ORDER BY occurred_at, event_id))[1], '') AS referrer_url,
                       coalesce((array_agg(host ORDER BY occurred_at, event_id))[1], '') AS host,
                       coalesce((array_agg(query ORDER BY occurred_at, event_id))[1], '') AS query,
                       (array_agg(page_url ORDER BY occurred_at, event_id) FILTER (WHERE type = 'FORM_SUBMISSION'))[1]
                           AS form_url,
                       bool_and(position > 1) AS new_source, max(email) AS email
                FROM cut GROUP BY visitor_id, session
            )
            SELECT visitor_id, md5(visitor_id || ' ' || session)::uuid, started_at, ended_at,
                   CASE WHEN session = 1 THEN 'FIRST_EVENT' WHEN new_source THEN 'NEW_SOURCE' ELSE 'INACTIVITY' END,
                   page_view_count, form_submission_count, split_part(page_url, '?', 1), page_url,
                   split_part(referrer_url, '?', 1), referrer_url, host,
                   coalesce(substring(query FROM '(?:^|&)utm_source=([^&]*)'), ''),
                   coalesce(substring(query FROM '(?:^|&)utm_medium=([^&]*)'), ''),
                   coalesce(substring(query FROM '(?:^|&)utm_campaign=([^&]*)'), ''),
                   coalesce(substring(query FROM '(?:^|&)utm_content=([^&]*)'), ''),
                   coalesce(substring(query FROM '(?:^|&)utm_term=([^&]*)'), ''), coalesce(form_url, ''),
                   CASE WHEN form_submission_count > 0 THEN 'FORM' END,
                   md5(max(email) OVER (PARTITION BY visitor_id))::uuid, md5(page_url || ' ' || referrer_url)::uuid,
                   md5(concat_ws(' ', started_at, ended_at, page_view_count, page_url, referrer_url, form_url))::uuid
            FROM grouped
            """;

    private static final String COMPARED = """
            visitor_id, started_at, ended_at, start_reason, page_view_count, form_submission_count, landing_page,
            landing_page_raw, referrer_page, referrer_page_raw, referrer_host, utm_source, utm_medium, utm_campaign,
            utm_content, utm_term, form_url, form_type, form_name, context_id, person_id IS NULL AS anonymous
            """;

    private static final String DIFFERENCES = """
            SELECT count(*) FROM (
                (SELECT :columns FROM session EXCEPT ALL SELECT :columns FROM peer_session)
                UNION ALL (SELECT :columns FROM peer_session EXCEPT ALL SELECT :columns FROM session)) d
            """.replace(":columns", COMPARED);

    private final StoredEvents stored;

    SessionTablePeer(StoredEvents stored) {
        this.stored = stored;
    }

    Duration write() throws SQLException {
        stored.execute(CREATE);
        return stored.timed(WRITE);
    }

    /** Sessions that only one side has, or that differ in anything but their ids. */
    long differences() throws SQLException {
        return stored.number(DIFFERENCES);
    }

    long sessions() throws SQLException {
        return stored.number("SELECT count(*) FROM peer_session");
    }

    long touchpoints() throws SQLException {
        return stored.number("SELECT count(*) FROM peer_session WHERE person_id IS NOT NULL");
    }
}
