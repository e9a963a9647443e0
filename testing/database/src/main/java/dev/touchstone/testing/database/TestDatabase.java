package dev.touchstone.testing.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A fresh, empty database on the test server: the embedded PostgreSQL, started once per JVM, or the server that the
 * environment variable {@code TEST_DATABASE_URL} names ({@code jdbc:postgresql://host:port/postgres?user=...&password=...}).
 *
 * @param jdbcUrl address with user and password
 * @param name the database's name
 */
public record TestDatabase(String jdbcUrl, String name) implements AutoCloseable {
    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
    private static @Nullable String serverUrl;

    /**
     * Creates a database.
     *
     * @param purpose a word for its name, letters and digits
     */
    public static TestDatabase create(String purpose) {
        String name = (purpose + "_" + UUID.randomUUID().toString().substring(0, 8)).toLowerCase(Locale.ROOT);
        String server = serverUrl();
        execute(server, "CREATE DATABASE " + name);
        return new TestDatabase(server.replaceFirst("/postgres\\?", "/" + name + "?"), name);
    }

    /** A connection to this database. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl);
    }

    /** Drops the database. */
    @Override
    public void close() {
        execute(serverUrl(), "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }

    private static synchronized String serverUrl() {
        if (serverUrl == null) {
            String configured = System.getenv("TEST_DATABASE_URL");
            serverUrl = configured == null || configured.isBlank() ? startEmbedded() : configured;
        }
        return serverUrl;
    }

    @SuppressWarnings("resource") // lives as long as the JVM; zonky stops it in a shutdown hook
    private static String startEmbedded() {
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setPGStartupWait(START_TIMEOUT)
                    .setServerConfig("max_connections", "200")
                    .start();
            return postgres.getJdbcUrl("postgres", "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded PostgreSQL does not start", e);
        }
    }

    private static void execute(String url, String sql) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("the test server refuses: " + sql, e);
        }
    }
}
