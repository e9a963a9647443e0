package dev.touchstone.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.postgresql.PGConnection;

/**
 * A peer of the sessionizer: the same boundaries by window functions, as a data team would write them. The source of a
 * session is the last one that was named since the pause before, because any other one begins a session; a direct arrival
 * begins none. Written for {@link Traffic} alone.
 */
record SessionQueries(Connection connection, Dialect dialect) {
    /** What the two databases write differently. */
    enum Dialect {
        POSTGRESQL(
                """
                    CASE WHEN query ~ '(^|&)(utm_source|utm_medium|utm_campaign|gclid|fbclid)='
                         THEN concat_ws(', ', 'utm_source=' || substring(query FROM '(?:^|&)utm_source=([^&]*)'),
                                        'utm_medium=' || substring(query FROM '(?:^|&)utm_medium=([^&]*)'),
                                        'utm_campaign=' || substring(query FROM '(?:^|&)utm_campaign=([^&]*)'),
                                        substring(query FROM '(?:^|&)(gclid|fbclid)='))
                         WHEN host <> 'example.com' THEN host END""",
                "substring(page_url FROM '\\?(.*)$')",
                "substring(referrer_url FROM '://(?:www\\.)?([^/]*)')",
                "lag(source) OVER (PARTITION BY visitor_id, visit, source IS NULL ORDER BY occurred_at, event_id)"),
        DUCKDB(
                """
                    CASE WHEN regexp_matches(query, '(^|&)(utm_source|utm_medium|utm_campaign|gclid|fbclid)=')
                         THEN concat_ws(', ',
                                        'utm_source=' || nullif(regexp_extract(query, '(?:^|&)utm_source=([^&]*)', 1), ''),
                                        'utm_medium=' || nullif(regexp_extract(query, '(?:^|&)utm_medium=([^&]*)', 1), ''),
                                        'utm_campaign=' || nullif(regexp_extract(query, '(?:^|&)utm_campaign=([^&]*)', 1), ''),
                                        nullif(regexp_extract(query, '(?:^|&)(gclid|fbclid)=', 1), ''))
                         WHEN host <> 'example.com' THEN host END""",
                "nullif(regexp_extract(page_url, '\\?(.*)$', 1), '')",
                "nullif(regexp_extract(referrer_url, '://(?:www\\.)?([^/]*)', 1), '')",
                "lag(source IGNORE NULLS) OVER (PARTITION BY visitor_id, visit ORDER BY occurred_at, event_id)");

        private final String source;
        private final String query;
        private final String host;
        private final String sourceBefore;

        Dialect(String source, String query, String host, String sourceBefore) {
            this.source = source;
            this.query = query;
            this.host = host;
            this.sourceBefore = sourceBefore;
        }
    }

    private static final String CREATE = """
            CREATE TABLE bench_event (visitor_id text NOT NULL, occurred_at timestamp NOT NULL, event_id text NOT NULL,
                                      page_url text NOT NULL, referrer_url text)
            """;

    private static final String SESSIONS = """
            CREATE TABLE bench_session AS
            WITH arrival AS (:arrival), paused AS (
                SELECT *, count(*) FILTER (WHERE away) OVER w AS visit
                FROM (SELECT *, occurred_at - lag(occurred_at) OVER w > interval '30 minutes' AS away FROM arrival
                      WINDOW w AS (PARTITION BY visitor_id ORDER BY occurred_at, event_id)) p
                WINDOW w AS (PARTITION BY visitor_id ORDER BY occurred_at, event_id)
            ), named AS (
                SELECT *, :before AS before,
                       row_number() OVER (PARTITION BY visitor_id, visit ORDER BY occurred_at, event_id) AS position
                FROM paused
            ), begun AS (
                SELECT *, position = 1 OR source IS NOT NULL AND source IS DISTINCT FROM before AS begins FROM named
            ), cut AS (
                SELECT *, count(*) FILTER (WHERE begins)
                          OVER (PARTITION BY visitor_id ORDER BY occurred_at, event_id) AS session
                FROM begun
            )
            SELECT visitor_id, min(occurred_at) AS started_at, max(occurred_at) AS ended_at, count(*) AS events,
                   coalesce(max(source) FILTER (WHERE begins), '') AS source
            FROM cut GROUP BY visitor_id, session
            """;

    private static final String PARSED = "SELECT visitor_id, occurred_at, event_id, source FROM bench_parsed";

    /** Loads the events from a file with a tab between the columns. */
    void load(Path file) throws SQLException, IOException {
        execute(CREATE);
        if (dialect == Dialect.POSTGRESQL) {
            execute("SET work_mem = '256MB'; SET jit = off");
            try (var in = Files.newInputStream(file)) {
                connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY bench_event FROM STDIN", in, 1 << 16);
            }
        } else {
            execute("COPY bench_event FROM '" + file + "' (DELIMITER '\t', HEADER false, NULLSTR '\\N')");
        }
        execute("CREATE TABLE bench_parsed AS " + parse());
        execute("ANALYZE");
    }

    private String parse() {
        return "SELECT visitor_id, occurred_at, event_id, " + dialect.source + " AS source FROM (SELECT *, "
                + dialect.query + " AS query, " + dialect.host + " AS host FROM bench_event) e";
    }

    /** Makes the sessions of events whose source is a column. */
    Duration ofParsed() throws SQLException {
        return sessions(PARSED);
    }

    /** Makes the sessions of events as they come, with their addresses. */
    Duration ofRaw() throws SQLException {
        return sessions(parse());
    }

    private Duration sessions(String events) throws SQLException {
        execute("DROP TABLE IF EXISTS bench_session");
        long started = System.nanoTime();
        execute(SESSIONS.replace(":arrival", events).replace(":before", dialect.sourceBefore));
        return Duration.ofNanos(System.nanoTime() - started);
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
