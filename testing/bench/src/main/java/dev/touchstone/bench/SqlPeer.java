package dev.touchstone.bench;

import dev.touchstone.touchpoint.v1.WebEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * The peer: the same events into a table of the same shape by {@code COPY}, with no service around it, and the same sessions
 * by window functions in the same PostgreSQL, as a data team would write them.
 */
final class SqlPeer implements AutoCloseable {
    private static final String CREATE = """
            DROP TABLE IF EXISTS peer_event, peer_session;
            CREATE TABLE peer_event (visitor_id text COLLATE "C" NOT NULL, occurred_at timestamptz NOT NULL,
                event_id text COLLATE "C" NOT NULL, type text NOT NULL, page_url text NOT NULL, referrer_url text,
                email text, received_at timestamptz NOT NULL DEFAULT now(),
                PRIMARY KEY (visitor_id, occurred_at, event_id))
            """;

    private static final String COPY =
            "COPY peer_event (visitor_id, occurred_at, event_id, type, page_url, referrer_url, email)" + " FROM STDIN";

    /** Thirty minutes, and an arrival with campaign parameters or from another host; written for this input alone. */
    private static final String SESSIONS = """
            CREATE TABLE peer_session AS
            WITH arrival AS (
                SELECT *, coalesce(substring(page_url FROM '\\?(.*)$'),
                                   nullif(substring(referrer_url FROM '://(?:www\\.)?([^/]*)'), 'example.com'), '') AS source
                FROM peer_event
            ), marked AS (
                SELECT *, lag(occurred_at) OVER w AS before, row_number() OVER w AS position FROM arrival
                WINDOW w AS (PARTITION BY visitor_id ORDER BY occurred_at, event_id)
            ), cut AS (
                SELECT *, count(*) FILTER (WHERE position = 1 OR occurred_at - before > interval '30 minutes')
                          OVER (PARTITION BY visitor_id ORDER BY occurred_at, event_id) AS session
                FROM marked
            )
            SELECT visitor_id, session, min(occurred_at) AS started_at, max(occurred_at) AS ended_at, count(*) AS events,
                   (array_agg(page_url ORDER BY occurred_at, event_id))[1] AS landing_page_raw,
                   (array_agg(source ORDER BY occurred_at, event_id))[1] AS source
            FROM cut GROUP BY visitor_id, session
            """;

    /** Sessions that only one side has, or that differ in start, end, number of events or landing page. */
    private static final String DIFFERENCES = """
            SELECT count(*) FROM (
                (SELECT visitor_id, started_at, ended_at, page_view_count + form_submission_count AS events, landing_page_raw
                 FROM session
                 EXCEPT SELECT visitor_id, started_at, ended_at, events, landing_page_raw FROM peer_session)
                UNION ALL
                (SELECT visitor_id, started_at, ended_at, events, landing_page_raw FROM peer_session
                 EXCEPT SELECT visitor_id, started_at, ended_at, page_view_count + form_submission_count, landing_page_raw
                 FROM session)) d
            """;

    private static final String EVENT_DIFFERENCES = """
            SELECT count(*) FROM (
                SELECT visitor_id, occurred_at, event_id, type, page_url, referrer_url, email FROM web_event
                EXCEPT
                SELECT visitor_id, occurred_at, event_id, type, page_url, referrer_url, email FROM peer_event) d
            """;

    private final Connection connection;

    SqlPeer(String jdbcUrl) throws SQLException {
        connection = DriverManager.getConnection(jdbcUrl, "postgres", "postgres");
        execute(CREATE);
    }

    /** Stores the input; one commit for each message, as the service does. */
    Duration copy(EventInput input) throws SQLException, IOException {
        long started = System.nanoTime();
        connection.setAutoCommit(false);
        for (int message = 0; message < input.messages(); message++) {
            CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
            for (int i = 0; i < EventInput.MESSAGE; i++) {
                byte[] line =
                        line(input.event(message * EventInput.MESSAGE + i)).getBytes(StandardCharsets.UTF_8);
                copy.writeToCopy(line, 0, line.length);
            }
            copy.endCopy();
            connection.commit();
        }
        connection.setAutoCommit(true);
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /** Derives the sessions. */
    Duration sessions() throws SQLException {
        long started = System.nanoTime();
        execute(SESSIONS);
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /** How many events differ between the service's table and the peer's. */
    long eventDifferences() throws SQLException {
        return number(EVENT_DIFFERENCES);
    }

    /** How many sessions differ between the service's table and the peer's. */
    long sessionDifferences() throws SQLException {
        return number(DIFFERENCES);
    }

    long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private static String line(WebEvent event) {
        String email = event.getEmail().isEmpty() ? "\\N" : event.getEmail();
        String referrer = event.getReferrerUrl().isEmpty() ? "\\N" : event.getReferrerUrl();
        return String.join(
                        "\t",
                        event.getVisitorId(),
                        Instant.ofEpochSecond(event.getOccurTime().getSeconds()).toString(),
                        event.getEventId(),
                        event.getType().name().replace("WEB_EVENT_TYPE_", ""),
                        event.getPageUrl(),
                        referrer,
                        email)
                + "\n";
    }
}
