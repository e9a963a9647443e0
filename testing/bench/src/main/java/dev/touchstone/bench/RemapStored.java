package dev.touchstone.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The service's own tables, filled as if everything had been derived, and the peers' beside them in the same PostgreSQL. */
final class RemapStored implements AutoCloseable {
    private static final String CLEAR = "TRUNCATE touchpoint, touchpoint_change, person, session, mapping_key,"
            + " mapping_key_pending, mapping_key_count, mapping_key_count_delta, key_channel";

    private static final String INDEXES = """
            SELECT indexdef FROM pg_indexes WHERE tablename = 'touchpoint' AND indexname <> 'pk_touchpoint' ORDER BY indexname
            """;

    private static final String PEER = """
            CREATE TABLE peer_touchpoint (touchpoint_id uuid NOT NULL PRIMARY KEY, person_id uuid NOT NULL,
                touched_at timestamptz NOT NULL, campaign text NOT NULL, medium text NOT NULL, source text NOT NULL,
                landing_page text NOT NULL, channel text NOT NULL)
            """;

    private static final String FILL_PEER = """
            INSERT INTO peer_touchpoint
            SELECT touchpoint_id, person_id, touched_at, campaign_name, medium, source, substr(landing_page, 9), ''
            FROM touchpoint
            """;

    /** By the way every reader takes. */
    private static final String CHANNELS = """
            SELECT t.touchpoint_id, coalesce(rr.channel || CASE WHEN rr.subchannel <> '' THEN '.' ELSE '' END || rr.subchannel, '')
                   AS channel
            FROM touchpoint t
            JOIN channel_period cp ON t.touched_at >= cp.start_time AND t.touched_at < cp.end_time
            LEFT JOIN key_channel kc ON kc.rule_set_version = cp.rule_set_version AND kc.mapping_key_id = t.mapping_key_id
            LEFT JOIN rule_row rr ON rr.rule_set_version = kc.rule_set_version AND rr.row_number = kc.row_number
            """;

    private static final String DIFFERENCES = "SELECT count(*) FROM (" + CHANNELS
            + ") ours FULL JOIN peer_touchpoint p USING (touchpoint_id) WHERE ours.channel IS DISTINCT FROM p.channel";

    private final Connection connection;

    RemapStored(String jdbcUrl) throws SQLException {
        connection = DriverManager.getConnection(jdbcUrl, "postgres", "postgres");
        execute("SET work_mem = '256MB'; SET jit = off; SET maintenance_work_mem = '512MB'");
    }

    /** Fills the tables; indexes are made afterwards, which is quicker. */
    void fill(RemapInput input) throws SQLException {
        List<String> indexes = texts(INDEXES);
        execute(CLEAR);
        execute("ALTER TABLE touchpoint DROP CONSTRAINT pk_touchpoint");
        for (String index : indexes) {
            execute("DROP INDEX " + index.split(" ", -1)[2]);
        }
        execute(input.fillKeys());
        execute(input.fillTouchpoints());
        Progress.tell("touchpoints are stored");
        execute("ALTER TABLE touchpoint ADD CONSTRAINT pk_touchpoint PRIMARY KEY (person_id, touchpoint_id)");
        for (String index : indexes) {
            execute(index);
        }
        execute("INSERT INTO mapping_key_count SELECT mapping_key_id, count(*) FROM touchpoint GROUP BY 1 ORDER BY 1");
        execute("VACUUM ANALYZE touchpoint");
        execute("VACUUM ANALYZE mapping_key");
        execute("VACUUM ANALYZE mapping_key_count");
    }

    /** The peers' table, new. */
    void fillPeer() throws SQLException {
        execute("DROP TABLE IF EXISTS peer_touchpoint");
        execute(PEER);
        execute(FILL_PEER);
        execute("VACUUM ANALYZE peer_touchpoint");
        execute("CHECKPOINT");
    }

    Duration update(String caseOf) throws SQLException {
        return timed("UPDATE peer_touchpoint SET channel = " + caseOf);
    }

    /** A new table with the same index in the place of the old one. */
    Duration swap(String caseOf) throws SQLException {
        long started = System.nanoTime();
        execute(
                "CREATE TABLE peer_new AS SELECT touchpoint_id, person_id, touched_at, campaign, medium, source, landing_page, "
                        + caseOf + " AS channel FROM peer_touchpoint");
        execute("ALTER TABLE peer_new ADD PRIMARY KEY (touchpoint_id)");
        execute("DROP TABLE peer_touchpoint");
        execute("ALTER TABLE peer_new RENAME TO peer_touchpoint");
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /** What the preview counts, counted by SQL over the peers' table. */
    Duration count(String caseOf) throws SQLException {
        return timed("SELECT channel, " + caseOf + " AS other, count(*), count(DISTINCT person_id) FROM peer_touchpoint"
                + " GROUP BY 1, 2");
    }

    /** Touchpoints of the peers' table that other rules would put elsewhere. */
    long changed(String caseOf) throws SQLException {
        return number("SELECT count(*) FROM peer_touchpoint WHERE channel <> " + caseOf);
    }

    /** Touchpoints with another channel than the peers'. */
    long differences() throws SQLException {
        return number(DIFFERENCES);
    }

    long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    private List<String> texts(String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                texts.add(result.getString(1));
            }
        }
        return texts;
    }

    private Duration timed(String sql) throws SQLException {
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
