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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The pure classifier on one thread, beside the same rows in DuckDB, PostgreSQL, Drools and a scan. */
@Command(
        name = "classify",
        description =
                "Find the row of mapping keys in memory, beside a CASE in DuckDB and PostgreSQL, Drools and a scan.")
final class ClassifyBench implements Callable<Integer> {
    /** With ten times as many rows the peers get a tenth of the keys. */
    private static final int ROWS_OF_ALL_PEER_KEYS = 200;

    @Option(names = "--keys", description = "How many (default: ${DEFAULT-VALUE}).")
    private int keys = 1_000_000;

    @Option(
            names = "--rows",
            split = ",",
            description = "How many, each in turn; 0 for those that ship (default: ${DEFAULT-VALUE}).")
    private List<Integer> rows = new ArrayList<>(List.of(0, 200, 10_000));

    @Option(
            names = "--peer-keys",
            description =
                    "How many keys the peers get with at most 200 rows; with ten times as many rows a tenth of them "
                            + "(default: ${DEFAULT-VALUE}).")
    private int peerKeys = 500_000;

    @Option(names = "--runs", description = "Counted runs (default: ${DEFAULT-VALUE}).")
    private int runs = 5;

    @Option(names = "--no-peers", description = "Leave all peers out.")
    private boolean noPeers;

    @Option(names = "--no-drools", description = "Leave Drools out, which takes minutes to compile 10,000 rows.")
    private boolean noDrools;

    private final Map<String, List<RuleAnswers>> figures = new LinkedHashMap<>();

    @Override
    public Integer call() throws IOException, SQLException {
        Table.machine();
        for (int count : rows) {
            figures.clear();
            measure(count == 0 ? ChannelInput.ofShippedRules(keys) : new ChannelInput(keys, count, false));
        }
        Table.line(
                "Peak memory of this process, DuckDB and Drools included, %,d MB",
                ProcessUsage.peakMegabytes(ProcessHandle.current().pid()));
        return 0;
    }

    private void measure(ChannelInput input) throws IOException, SQLException {
        new ChannelsInMemory(input).run(input);
        ChannelsInMemory ours = new ChannelsInMemory(input);
        RuleAnswers expected = ours.run(input);
        Progress.tell("warm-up with " + name(input) + " done");
        for (int run = 1; run <= runs; run++) {
            add("Ours", expected, ours.run(input));
        }
        if (!input.isWithShippedRows()) {
            behindShippedRows(input.withShippedRows());
        }
        if (!noPeers) {
            List<ChannelRow> peerRows =
                    input.rules().online().stream().map(ChannelRow::of).toList();
            inProcess(input, peerRows, expected);
            inDatabases(input, peerRows, expected);
        }
        report(input, expected, ours.build());
    }

    /** Ours alone: the detectors of the shipped rows are in its time, and would be given to the peers. */
    private void behindShippedRows(ChannelInput input) {
        ChannelsInMemory ours = new ChannelsInMemory(input);
        RuleAnswers expected = ours.run(input);
        for (int run = 1; run <= runs; run++) {
            add("Ours, shipped rows first", expected, ours.run(input));
        }
    }

    private void inProcess(ChannelInput input, List<ChannelRow> peerRows, RuleAnswers expected) {
        int count = peerKeys(input);
        ChannelScan scan = new ChannelScan(peerRows);
        scan.run(input, Math.min(count, 10_000));
        for (int run = 1; run <= runs; run++) {
            add("Scan of regular expressions", expected, scan.run(input, count));
        }
        if (noDrools) {
            return;
        }
        ChannelsInDrools drools = new ChannelsInDrools(peerRows);
        Progress.tell("Drools has compiled " + name(input));
        drools.run(input, Math.min(count, 10_000));
        for (int run = 1; run <= runs; run++) {
            add("Drools", expected, drools.run(input, count));
        }
    }

    private void inDatabases(ChannelInput input, List<ChannelRow> peerRows, RuleAnswers expected)
            throws IOException, SQLException {
        Installation installation = new Installation(Path.of(System.getProperty("touchstone.home", ".")));
        Path work = Files.createTempDirectory(Files.createDirectories(installation.work()), "bench-");
        try {
            Path file = write(input, peerKeys(input), work.resolve("keys.tsv"));
            try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
                long self = ProcessHandle.current().pid();
                ChannelQueries queries = new ChannelQueries(connection, ChannelQueries.Dialect.DUCKDB);
                queries.load(file);
                measure("DuckDB, one thread", input, queries, peerRows, expected, () -> ProcessUsage.cpu(self));
            }
            postgresql(installation, work, file, input, peerRows, expected);
        } finally {
            delete(work);
        }
    }

    private void postgresql(
            Installation installation,
            Path work,
            Path file,
            ChannelInput input,
            List<ChannelRow> peerRows,
            RuleAnswers expected)
            throws IOException, SQLException {
        int port = SuitePorts.free().postgres();
        try (DataDirectory directory = DataDirectory.take(work.resolve("data"));
                LocalPostgres server =
                        LocalPostgres.start(directory, installation.work().resolve("postgresql"), port);
                Connection connection = DriverManager.getConnection(
                        LocalPostgres.jdbcUrl(server.port(), "touchpoint"), "postgres", "postgres")) {
            long postmaster =
                    Long.parseLong(Files.readAllLines(directory.database().resolve("postmaster.pid"))
                            .getFirst()
                            .strip());
            ChannelQueries queries = new ChannelQueries(connection, ChannelQueries.Dialect.POSTGRESQL);
            queries.load(file);
            measure("PostgreSQL", input, queries, peerRows, expected, () -> ProcessUsage.cpuOfServer(postmaster));
        }
    }

    private void measure(
            String name,
            ChannelInput input,
            ChannelQueries queries,
            List<ChannelRow> peerRows,
            RuleAnswers expected,
            Supplier<Duration> cpu)
            throws SQLException {
        for (int run = 1; run <= runs; run++) {
            add(name, expected, queries.run(peerRows, peerKeys(input), cpu));
        }
    }

    private int peerKeys(ChannelInput input) {
        int count = Math.max(input.rules().size(), ROWS_OF_ALL_PEER_KEYS);
        return (int) Math.max(1, Math.min(peerKeys, keys) * (double) ROWS_OF_ALL_PEER_KEYS / count);
    }

    private static String name(ChannelInput input) {
        return String.format(Locale.ROOT, "%,d rows", input.rules().size());
    }

    /** The answers are compared before the times are told. */
    private void add(String name, RuleAnswers expected, RuleAnswers found) {
        expected.demandSame(name, found);
        figures.computeIfAbsent(name, key -> new ArrayList<>()).add(found);
        Progress.tell(String.format(
                Locale.ROOT, "%s: %.2f s, CPU %.2f s", name, Table.seconds(found.wall()), Table.seconds(found.cpu())));
    }

    private void report(ChannelInput input, RuleAnswers expected, Duration build) {
        Table.line(
                "%n%s, %,d keys, input %s; the same rows from all; medians of %d runs; compiled in %.0f ms",
                name(input), input.keys(), input.digest(), runs, Table.seconds(build) * 1e3);
        double ours = rate(figures.getOrDefault("Ours", List.of()));
        figures.forEach((name, measured) -> {
            double rate = rate(measured);
            Table.line(
                    "%-28s %,10d keys %8.2f s wall %8.2f s CPU  %,12.0f keys/s of CPU  %8.1f",
                    name,
                    measured.getFirst().records(),
                    Table.median(measured, row -> Table.seconds(row.wall())),
                    Table.median(measured, row -> Table.seconds(row.cpu())),
                    rate,
                    ours / rate);
        });
        if (expected.matched() == 0) {
            throw new CommandFailed("no key matches any row");
        }
    }

    private static double rate(List<RuleAnswers> measured) {
        return measured.getFirst().records() / Table.median(measured, row -> Table.seconds(row.cpu()));
    }

    private static Path write(ChannelInput input, int count, Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < count; i++) {
                out.write(new ChannelFact(input.key(i)).line(i));
            }
        }
        Progress.tell("the keys are in a file for the databases");
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
