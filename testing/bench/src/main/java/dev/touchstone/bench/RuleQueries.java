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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;

/** A peer: the same rules as one CASE with a branch for each, over one table of records, on one core. */
record RuleQueries(Connection connection) {
    private static final int ROWS_AT_ONCE = 10_000;

    private static final String CREATE = """
            CREATE TABLE bench_record (number integer NOT NULL, type text COLLATE "C", name text COLLATE "C",
                                       region text COLLATE "C", cost integer, status text COLLATE "C", responded boolean,
                                       created timestamp, score integer, title text COLLATE "C", remark text COLLATE "C")
            """;

    /** Loads the records from a file with a tab between the columns. */
    void load(Path file) throws SQLException, IOException {
        execute(CREATE);
        execute("SET work_mem = '256MB'; SET jit = off; SET max_parallel_workers_per_gather = 0");
        try (var in = Files.newInputStream(file)) {
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY bench_record FROM STDIN", in, 1 << 16);
        }
        execute("VACUUM ANALYZE bench_record");
    }

    /** CPU used so far by the server. */
    interface Cpu {
        Duration soFar();
    }

    /** Finds the first rule of so many records. */
    RuleAnswers run(List<List<RuleTest>> rules, int records, Cpu cpu) throws SQLException {
        String statement = "CREATE TABLE bench_match AS SELECT number, CASE "
                + IntStream.range(0, rules.size())
                        .mapToObj(rule -> "WHEN " + conditions(rules.get(rule)) + " THEN " + rule)
                        .collect(Collectors.joining(" "))
                + " ELSE -1 END AS rule FROM bench_record WHERE number < " + records;
        execute("DROP TABLE IF EXISTS bench_match");
        Duration before = cpu.soFar();
        long started = System.nanoTime();
        execute(statement);
        Duration wall = Duration.ofNanos(System.nanoTime() - started);
        return new RuleAnswers(wall, cpu.soFar().minus(before), answers(records));
    }

    private static String conditions(List<RuleTest> rule) {
        return rule.stream().map(RuleTest::sql).collect(Collectors.joining(" AND "));
    }

    private int[] answers(int records) throws SQLException {
        int[] first = new int[records];
        Arrays.fill(first, Integer.MIN_VALUE);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(ROWS_AT_ONCE);
            try (ResultSet rows = statement.executeQuery("SELECT number, rule FROM bench_match")) {
                while (rows.next()) {
                    first[rows.getInt(1)] = rows.getInt(2);
                }
            }
        }
        connection.commit();
        connection.setAutoCommit(true);
        return first;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
