package dev.touchstone.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** The peer in DuckDB: the same touchpoints in a database file, with the same CASE. */
final class RemapDuck implements AutoCloseable {
    private static final String COPY =
            "COPY (SELECT touchpoint_id, person_id, touched_at, campaign, medium, source, landing_page, channel"
                    + " FROM peer_touchpoint) TO STDOUT WITH (FORMAT csv)";

    private final Path directory;
    private final Connection connection;

    /** With the touchpoints of the PostgreSQL peer. */
    RemapDuck(String jdbcUrl) throws SQLException, IOException {
        directory = Files.createTempDirectory("bench-remap-");
        Path file = directory.resolve("touchpoints.csv");
        try (Connection postgres = DriverManager.getConnection(jdbcUrl, "postgres", "postgres");
                var out = Files.newOutputStream(file)) {
            postgres.unwrap(org.postgresql.PGConnection.class).getCopyAPI().copyOut(COPY, out);
        }
        connection = DriverManager.getConnection("jdbc:duckdb:" + directory.resolve("duck"));
        execute(
                "CREATE TABLE peer_touchpoint (touchpoint_id uuid, person_id uuid, touched_at timestamptz, campaign text,"
                        + " medium text, source text, landing_page text, channel text)");
        execute("COPY peer_touchpoint FROM '" + file + "' (FORMAT csv)");
        Files.delete(file);
    }

    Duration update(String caseOf) throws SQLException {
        return timed("UPDATE peer_touchpoint SET channel = " + caseOf);
    }

    Duration swap(String caseOf) throws SQLException {
        return timed("CREATE OR REPLACE TABLE peer_touchpoint AS SELECT * REPLACE (" + caseOf
                + " AS channel) FROM peer_touchpoint");
    }

    Duration count(String caseOf) throws SQLException {
        return timed(
                "CREATE OR REPLACE TEMP TABLE counted AS SELECT channel, " + caseOf
                        + " AS other, count(*) AS touchpoints, count(DISTINCT person_id) AS people FROM peer_touchpoint GROUP BY 1, 2");
    }

    /** Touchpoints that other rules would put elsewhere. */
    long changed(String caseOf) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery("SELECT count(*) FROM peer_touchpoint WHERE channel <> " + caseOf)) {
            result.next();
            return result.getLong(1);
        }
    }

    private Duration timed(String sql) throws SQLException {
        long started = System.nanoTime();
        execute(sql);
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException, IOException {
        connection.close();
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
