package dev.touchstone.bench;

import dev.touchstone.commandline.rpc.CommandFailed;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** How PostgreSQL is set up for a measurement. */
final class BenchPostgres {
    private BenchPostgres() {}

    /** Fewer checkpoints than the default, as on any server that writes much; it holds for the peers alike. */
    static void spare(String jdbcUrl) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl, "postgres", "postgres");
                Statement statement = connection.createStatement()) {
            for (String setting : List.of("max_wal_size = '4GB'", "checkpoint_timeout = '15min'")) {
                statement.execute("ALTER SYSTEM SET " + setting);
            }
            statement.execute("SELECT pg_reload_conf()");
        } catch (SQLException e) {
            throw new CommandFailed("PostgreSQL cannot be set up: " + e.getMessage());
        }
    }
}
