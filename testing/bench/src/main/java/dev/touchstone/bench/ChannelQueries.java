package dev.touchstone.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;

/** A peer: the same rows as one CASE with a branch for each, over one table of keys, on one core, in PostgreSQL or in DuckDB. */
record ChannelQueries(Connection connection, Dialect dialect) {
    private static final int ROWS_AT_ONCE = 10_000;

    private static final String CREATE = """
            CREATE TABLE bench_key (number integer NOT NULL, campaign text NOT NULL, medium text NOT NULL, source text NOT NULL,
                                    landing_page text NOT NULL, referring_website text NOT NULL, seen bigint NOT NULL)
            """;

    /** What the two databases write differently. */
    enum Dialect {
        POSTGRESQL,
        DUCKDB
    }

    /** Loads the keys from a file with a tab between the columns. */
    void load(Path file) throws SQLException, IOException {
        execute("DROP TABLE IF EXISTS bench_key");
        switch (dialect) {
            case POSTGRESQL -> {
                execute(CREATE.replace("text", "text COLLATE \"C\""));
                execute("SET work_mem = '256MB'; SET jit = off; SET max_parallel_workers_per_gather = 0");
                try (var in = Files.newInputStream(file)) {
                    connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY bench_key FROM STDIN", in, 1 << 16);
                }
                execute("VACUUM ANALYZE bench_key");
            }
            case DUCKDB -> {
                execute(CREATE);
                execute("SET threads = 1");
                execute("COPY bench_key FROM '" + file
                        + "' (DELIMITER '\t', HEADER false, QUOTE '', ESCAPE '', NULLSTR '\\N')");
            }
        }
    }

    /** Finds the row of so many keys. */
    RuleAnswers run(List<ChannelRow> rows, int keys, Supplier<Duration> cpu) throws SQLException {
        String statement = "CREATE TABLE bench_channel AS SELECT number, CASE "
                + IntStream.range(0, rows.size())
                        .mapToObj(row -> "WHEN " + rows.get(row).sql() + " THEN " + row)
                        .collect(Collectors.joining(" "))
                + " ELSE -1 END AS match FROM bench_key WHERE number < " + keys;
        execute("DROP TABLE IF EXISTS bench_channel");
        Duration before = cpu.get();
        long started = System.nanoTime();
        execute(statement);
        Duration wall = Duration.ofNanos(System.nanoTime() - started);
        return new RuleAnswers(wall, cpu.get().minus(before), answers(keys));
    }

    private int[] answers(int keys) throws SQLException {
        int[] first = new int[keys];
        Arrays.fill(first, Integer.MIN_VALUE);
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(ROWS_AT_ONCE);
            try (ResultSet rows = statement.executeQuery("SELECT number, match FROM bench_channel")) {
                while (rows.next()) {
                    first[rows.getInt(1)] = rows.getInt(2);
                }
            }
        }
        return first;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
