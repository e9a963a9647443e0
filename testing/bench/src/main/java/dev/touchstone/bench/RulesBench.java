package dev.touchstone.bench;

import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.local.suite.DataDirectory;
import dev.touchstone.local.suite.Installation;
import dev.touchstone.local.suite.LocalPostgres;
import dev.touchstone.local.suite.SuitePorts;
import dev.touchstone.touchpoint.rule.Expression;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The pure rule matcher on one thread, beside the same rules as SQL in PostgreSQL and in Drools. */
@Command(
        name = "rules",
        description = "Find the first rule of records in memory, beside a CASE in PostgreSQL and Drools.")
final class RulesBench implements Callable<Integer> {
    /** With ten times as many rules the peers get a hundredth of the records. */
    private static final int RULES_OF_ALL_RECORDS = 200;

    @Option(names = "--records", description = "How many (default: ${DEFAULT-VALUE}).")
    private int records = 1_000_000;

    @Option(names = "--rules", split = ",", description = "How many, each in turn (default: ${DEFAULT-VALUE}).")
    private List<Integer> rules = new ArrayList<>(List.of(200, 2_000));

    @Option(
            names = "--peer-records",
            description =
                    "How many records the peers get with 200 rules; with ten times as many rules a hundredth of them "
                            + "(default: ${DEFAULT-VALUE}).")
    private int peerRecords = 1_000_000;

    @Option(names = "--runs", description = "Counted runs (default: ${DEFAULT-VALUE}).")
    private int runs = 5;

    @Option(names = "--no-peers", description = "Leave PostgreSQL and Drools out.")
    private boolean noPeers;

    private final Map<String, List<RuleAnswers>> figures = new LinkedHashMap<>();

    @Override
    public Integer call() throws IOException, SQLException {
        RuleInput input = new RuleInput(records);
        Map<Integer, RuleAnswers> expected = new LinkedHashMap<>();
        for (int count : rules) {
            expected.put(count, ours(input, count));
        }
        if (!noPeers) {
            drools(input, expected);
            postgresql(input, expected);
        }
        report(input, expected);
        return 0;
    }

    private RuleAnswers ours(RuleInput input, int count) {
        List<Expression> expressions = RuleInput.expressions(RuleInput.rules(count));
        RuleAnswers expected = RulesInMemory.run(input, expressions);
        Progress.tell("warm-up with " + count + " rules done");
        for (int run = 1; run <= runs; run++) {
            add("Ours, " + name(count), expected, RulesInMemory.run(input, expressions));
        }
        return expected;
    }

    private void drools(RuleInput input, Map<Integer, RuleAnswers> expected) {
        for (int count : rules) {
            RulesInDrools drools = new RulesInDrools(RuleInput.rules(count));
            Progress.tell("Drools has compiled " + count + " rules");
            drools.run(input, Math.min(peerRecords(count), 10_000));
            for (int run = 1; run <= runs; run++) {
                add("Drools, " + name(count), answers(expected, count), drools.run(input, peerRecords(count)));
            }
        }
    }

    private void postgresql(RuleInput input, Map<Integer, RuleAnswers> expected) throws IOException, SQLException {
        Installation installation = new Installation(Path.of(System.getProperty("touchstone.home", ".")));
        Path work = Files.createTempDirectory(Files.createDirectories(installation.work()), "bench-");
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
            RuleQueries queries = new RuleQueries(connection);
            queries.load(write(input, work.resolve("records.tsv")));
            for (int count : rules) {
                for (int run = 1; run <= runs; run++) {
                    add(
                            "PostgreSQL, " + name(count),
                            answers(expected, count),
                            queries.run(
                                    RuleInput.rules(count),
                                    peerRecords(count),
                                    () -> ProcessUsage.cpuOfServer(postmaster)));
                }
            }
        } finally {
            delete(work);
        }
    }

    private int peerRecords(int count) {
        double share = (double) RULES_OF_ALL_RECORDS / Math.max(count, RULES_OF_ALL_RECORDS);
        return (int) Math.max(1, Math.min(peerRecords, records) * share * share);
    }

    private static RuleAnswers answers(Map<Integer, RuleAnswers> expected, int count) {
        RuleAnswers answers = expected.get(count);
        if (answers == null) {
            throw new CommandFailed("no answers with " + count + " rules");
        }
        return answers;
    }

    private static String name(int count) {
        return String.format(Locale.ROOT, "%,d rules", count);
    }

    /** The answers are compared before the times are told. */
    private void add(String name, RuleAnswers expected, RuleAnswers found) {
        expected.demandSame(name, found);
        figures.computeIfAbsent(name, key -> new ArrayList<>()).add(found);
        Progress.tell(String.format(
                Locale.ROOT, "%s: %.2f s, CPU %.2f s", name, Table.seconds(found.wall()), Table.seconds(found.cpu())));
    }

    private void report(RuleInput input, Map<Integer, RuleAnswers> expected) {
        Table.machine();
        Table.line(
                "%,d records, rules of 5 conditions, input %s; the same first rules from all; medians of %d runs",
                input.records(), input.digest(), runs);
        expected.forEach((count, answers) -> Table.line(
                "%,d rules match %.0f %% of the records", count, 100.0 * answers.matched() / answers.records()));
        Table.line("");
        figures.forEach((name, rows) -> {
            double cpu = cpu(rows);
            int tested = rows.getFirst().records();
            Table.line(
                    "%-26s %,10d records %8.2f s wall %8.2f s CPU  %,12.0f records/s of CPU",
                    name, tested, Table.median(rows, row -> Table.seconds(row.wall())), cpu, tested / cpu);
        });
        Table.line(
                "%nPeak memory of this process, Drools included, %,d MB",
                ProcessUsage.peakMegabytes(ProcessHandle.current().pid()));
    }

    private static double cpu(List<RuleAnswers> rows) {
        return Table.median(rows, row -> Table.seconds(row.cpu()));
    }

    private static Path write(RuleInput input, Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < input.records(); i++) {
                out.write(input.record(i).line());
            }
        }
        Progress.tell("the records are in a file for PostgreSQL");
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
