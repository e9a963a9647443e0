package dev.touchstone.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** The service's own tables, filled by {@code COPY} as if the events had been taken in, and read to compare. */
final class StoredEvents implements AutoCloseable {
    private static final String CLEAR_DERIVED = "TRUNCATE session, touchpoint, touchpoint_change, person, dirty_mark,"
            + " mapping_key_count, mapping_key_count_delta";

    private static final String COPY = """
            COPY web_event (visitor_id, occurred_at, event_id, type, page_url, referrer_url, email, received_at)
            FROM STDIN
            """;

    private static final String WORK_WAITS =
            "SELECT EXISTS (SELECT 1 FROM dirty_mark) " + "OR EXISTS (SELECT 1 FROM mapping_key_pending)";

    private static final int BUFFER = 1 << 16;

    private final Connection connection;

    StoredEvents(String jdbcUrl) throws SQLException {
        connection = DriverManager.getConnection(jdbcUrl, "postgres", "postgres");
    }

    void clearDerived() throws SQLException {
        execute(CLEAR_DERIVED);
    }

    void clear() throws SQLException {
        clearDerived();
        execute("TRUNCATE web_event");
    }

    /** Stores the events, with statistics of the tables as autovacuum would make them. */
    void load(Traffic traffic) throws SQLException, IOException {
        createMonths(traffic);
        connection.setAutoCommit(false);
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
        String now = Instant.now().toString();
        StringBuilder lines = new StringBuilder(BUFFER * 2);
        traffic.<SQLException>forEach(visit -> {
            append(lines, visit, now);
            if (lines.length() > BUFFER) {
                flush(copy, lines);
            }
        });
        flush(copy, lines);
        copy.endCopy();
        connection.commit();
        connection.setAutoCommit(true);
        execute("VACUUM ANALYZE web_event");
    }

    private void createMonths(Traffic traffic) throws SQLException {
        long[] last = {Traffic.START};
        traffic.<RuntimeException>forEach(visit -> last[0] = Math.max(last[0], visit.seconds()));
        YearMonth end = YearMonth.from(Instant.ofEpochSecond(last[0]).atOffset(ZoneOffset.UTC));
        YearMonth month = YearMonth.from(Instant.ofEpochSecond(Traffic.START).atOffset(ZoneOffset.UTC));
        for (; !month.isAfter(end); month = month.plusMonths(1)) {
            LocalDate firstDay = month.atDay(1);
            execute("SELECT create_web_event_month('" + firstDay + "')");
        }
    }

    private static void append(StringBuilder lines, Traffic.Visit visit, String now) {
        lines.append(visit.visitorId())
                .append('\t')
                .append(Instant.ofEpochSecond(visit.seconds()))
                .append('\t')
                .append(visit.eventId())
                .append('\t')
                .append(visit.type())
                .append('\t')
                .append(visit.page())
                .append('\t')
                .append(visit.referrer().isEmpty() ? "\\N" : visit.referrer())
                .append('\t')
                .append(visit.form() ? visit.email() : "\\N")
                .append('\t')
                .append(now)
                .append('\n');
    }

    private static void flush(CopyIn copy, StringBuilder lines) throws SQLException {
        byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        lines.setLength(0);
    }

    /** True while something is to be derived or mapped. Costs next to nothing. */
    boolean workWaits() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(WORK_WAITS)) {
            result.next();
            return result.getBoolean(1);
        }
    }

    long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    Duration timed(String sql) throws SQLException {
        long started = System.nanoTime();
        execute(sql);
        return Duration.ofNanos(System.nanoTime() - started);
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
}
