package dev.touchstone.local.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded PostgreSQL keeps what it stores. */
final class LocalPostgresTest {
    @TempDir
    private Path temporary;

    @Test
    void whatIsStoredIsThereAfterARestartAndSurvivesCrashes() throws SQLException {
        int port = Ports.free(1).get(0);
        Path binaries = temporary.resolve("binaries");
        try (DataDirectory directory = DataDirectory.take(temporary.resolve("data"))) {
            try (LocalPostgres server = LocalPostgres.start(directory, binaries, port)) {
                assertThat(server.isAlive()).isTrue();
                execute(port, "CREATE TABLE kept AS SELECT 42 AS answer");
                assertThat(query(port, "SHOW fsync")).isEqualTo("on");
                assertThat(query(port, "SHOW full_page_writes")).isEqualTo("on");
                assertThat(query(port, "SHOW synchronous_commit")).isEqualTo("on");
            }
            try (LocalPostgres server = LocalPostgres.start(directory, binaries, port)) {
                assertThat(query(server.port(), "SELECT answer FROM kept")).isEqualTo("42");
                assertThat(Leftovers.clean(directory)).containsExactly("postgresql");
                assertThat(server.isAlive()).isFalse();
            }
        }
    }

    private static void execute(int port, String sql) throws SQLException {
        try (Connection connection = connect(port);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(int port, String sql) throws SQLException {
        try (Connection connection = connect(port);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connect(int port) throws SQLException {
        return DriverManager.getConnection(LocalPostgres.jdbcUrl(port, "touchpoint"), "postgres", "postgres");
    }
}
