package dev.touchstone.bench;

import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.local.suite.DataDirectory;
import dev.touchstone.local.suite.Installation;
import dev.touchstone.local.suite.LocalPostgres;
import dev.touchstone.local.suite.SuitePorts;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The pure sessionizer on one thread, beside window functions in PostgreSQL and in DuckDB. */
@Command(
        name = "sessions",
        description = "Fold events into sessions in memory, beside window functions in PostgreSQL and DuckDB.")
final class SessionsBench implements Callable<Integer> {
    @Option(names = "--events", description = "How many (default: ${DEFAULT-VALUE}).")
    private long events = 5_000_000;

    @Option(names = "--events-per-visitor", description = "How many each visitor has (default: ${DEFAULT-VALUE}).")
    private int eventsPerVisitor = 10;

    @Option(names = "--runs", description = "Counted runs (default: ${DEFAULT-VALUE}).")
    private int runs = 5;

    @Option(names = "--no-postgresql", description = "Leave PostgreSQL out.")
    private boolean noPostgresql;

    private record Figures(String name, Duration wall, Duration cpu) {}

    private final List<Figures> figures = new ArrayList<>();

    @Override
    public Integer call() throws IOException, SQLException {
        Traffic traffic = Traffic.ofEvents(events, eventsPerVisitor);
        SessionsInMemory.run(traffic);
        Progress.tell("warm-up done");
        SessionSet expected = inMemory(traffic);
        Installation installation = new Installation(Path.of(System.getProperty("touchstone.home", ".")));
        Path directory = Files.createTempDirectory(Files.createDirectories(installation.work()), "bench-");
        try {
            Path file = write(traffic, directory.resolve("events.tsv"));
            if (!noPostgresql) {
                postgresql(installation, directory.resolve("data"), file, expected);
            }
            duckdb(directory.resolve("duck"), file, expected);
        } finally {
            delete(directory);
        }
        report(traffic, expected);
        return 0;
    }

    private SessionSet inMemory(Traffic traffic) {
        SessionSet expected = null;
        for (int run = 1; run <= runs; run++) {
            SessionsInMemory.Measured measured = SessionsInMemory.run(traffic);
            if (expected != null && !expected.isSameAs(measured.found())) {
                throw new CommandFailed("two runs of the sessionizer differ");
            }
            expected = measured.found();
            SessionsInMemory.Spent both = measured.parse().plus(measured.fold());
            add(
                    "Ours: sessions of parsed events",
                    measured.fold().wall(),
                    measured.fold().cpu());
            add("Ours: with the parsing of addresses", both.wall(), both.cpu());
        }
        if (expected == null) {
            throw new CommandFailed("at least one run is needed");
        }
        return expected;
    }

    private void postgresql(Installation installation, Path data, Path file, SessionSet expected)
            throws IOException, SQLException {
        int port = SuitePorts.free().postgres();
        try (DataDirectory directory = DataDirectory.take(data);
                LocalPostgres server =
                        LocalPostgres.start(directory, installation.work().resolve("postgresql"), port);
                Connection connection = DriverManager.getConnection(
                        LocalPostgres.jdbcUrl(server.port(), "touchpoint"), "postgres", "postgres")) {
            long postmaster =
                    Long.parseLong(Files.readAllLines(directory.database().resolve("postmaster.pid"))
                            .getFirst()
                            .strip());
            SessionQueries queries = new SessionQueries(connection, SessionQueries.Dialect.POSTGRESQL);
            queries.load(file);
            measure("PostgreSQL", queries, expected, () -> ProcessUsage.cpuOfServer(postmaster));
        }
    }

    private void duckdb(Path file, Path events, SessionSet expected) throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file)) {
            SessionQueries queries = new SessionQueries(connection, SessionQueries.Dialect.DUCKDB);
            queries.load(events);
            long self = ProcessHandle.current().pid();
            queries.execute("SET threads = 1");
            measure("DuckDB, one thread", queries, expected, () -> ProcessUsage.cpu(self));
            queries.execute("RESET threads");
            measure("DuckDB, its default", queries, expected, () -> ProcessUsage.cpu(self));
        }
    }

    /** CPU used so far by whoever does the work. */
    private interface Cpu {
        Duration soFar();
    }

    private void measure(String name, SessionQueries queries, SessionSet expected, Cpu cpu) throws SQLException {
        for (int run = 1; run <= runs; run++) {
            Duration before = cpu.soFar();
            Duration parsed = queries.ofParsed();
            Duration between = cpu.soFar();
            demandSame(name, expected, queries);
            Duration start = cpu.soFar();
            Duration raw = queries.ofRaw();
            Duration end = cpu.soFar();
            demandSame(name, expected, queries);
            add(name + ": sessions of parsed events", parsed, between.minus(before));
            add(name + ": with the parsing of addresses", raw, end.minus(start));
        }
    }

    /** The answers are compared before the times are told. */
    private static void demandSame(String name, SessionSet expected, SessionQueries queries) throws SQLException {
        SessionSet found = SessionSet.read(queries.connection());
        if (!expected.isSameAs(found)) {
            throw new CommandFailed(String.format(
                    Locale.ROOT, "%s gives other sessions: %,d for %,d", name, found.size(), expected.size()));
        }
    }

    private void add(String name, Duration wall, Duration cpu) {
        figures.add(new Figures(name, wall, cpu));
        Progress.tell(
                String.format(Locale.ROOT, "%s: %.2f s, CPU %.2f s", name, Table.seconds(wall), Table.seconds(cpu)));
    }

    private void report(Traffic traffic, SessionSet expected) {
        Table.machine();
        Table.line(
                "%,d events of %,d visitors, input %s; the same %,d sessions from all; medians of %d runs%n",
                traffic.events(), traffic.visitors(), traffic.digest(), expected.size(), runs);
        for (String name : figures.stream().map(Figures::name).distinct().toList()) {
            List<Figures> rows =
                    figures.stream().filter(row -> row.name().equals(name)).toList();
            double wall = Table.median(rows, row -> Table.seconds(row.wall()));
            double cpu = Table.median(rows, row -> Table.seconds(row.cpu()));
            Table.line(
                    "%-52s %7.2f s wall %7.2f s CPU  %,12.0f events/s of CPU", name, wall, cpu, traffic.events() / cpu);
        }
        Table.line(
                "%nPeak memory of this process, DuckDB included, %,d MB",
                ProcessUsage.peakMegabytes(ProcessHandle.current().pid()));
    }

    private static Path write(Traffic traffic, Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            traffic.<IOException>forEach(visit -> {
                String time = Instant.ofEpochSecond(visit.seconds()).toString();
                out.write(visit.visitorId() + "\t" + time.substring(0, time.length() - 1) + "\t" + visit.eventId()
                        + "\t" + visit.page() + "\t" + (visit.referrer().isEmpty() ? "\\N" : visit.referrer()) + "\n");
            });
        }
        Progress.tell("the events are in a file for the peers");
        return file;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
