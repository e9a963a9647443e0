package dev.touchstone.bench;

import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.commandline.rpc.Services;
import dev.touchstone.local.suite.DataDirectory;
import dev.touchstone.local.suite.Installation;
import dev.touchstone.local.suite.LocalPostgres;
import dev.touchstone.local.suite.Suite;
import dev.touchstone.local.suite.SuitePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Events per second of the whole path, from the gRPC stream to mapped touchpoints, beside plain SQL. */
@Command(
        name = "ingest",
        description = "Send events through the gRPC stream and wait until the touchpoints are complete.")
final class IngestBench implements Callable<Integer> {
    private static final String CLEAR =
            "TRUNCATE web_event, session, touchpoint, touchpoint_change, person, dirty_mark, mapping_key";

    @Option(names = "--events", description = "How many (default: ${DEFAULT-VALUE}).")
    private int events = 1_000_000;

    @Option(names = "--runs", description = "Counted runs after one warm-up (default: ${DEFAULT-VALUE}).")
    private int runs = 5;

    @Option(names = "--streams", description = "Streams at once (default: ${DEFAULT-VALUE}).")
    private int streams = 4;

    private record Figures(
            Duration durable,
            Duration derived,
            Duration serviceCpu,
            Duration databaseCpu,
            Duration copy,
            Duration sessions) {}

    @Override
    public Integer call() throws IOException, SQLException {
        EventInput input = EventInput.ofEvents(events);
        Installation installation = new Installation(Path.of(System.getProperty("touchstone.home", ".")));
        Path data = Files.createTempDirectory(Files.createDirectories(installation.work()), "bench-");
        SuitePorts ports = SuitePorts.free();
        try (DataDirectory directory = DataDirectory.take(data);
                Suite suite = new Suite(installation, directory, ports, IngestBench::tell)) {
            suite.start(List.of());
            Database database = new Database(ports, directory);
            List<Figures> figures = new ArrayList<>();
            for (int run = 0; run <= runs; run++) {
                Figures figure = run(input, streams, suite, database);
                System.err.printf(
                        Locale.ROOT, "%s%n", run == 0 ? "warm-up done" : "run " + run + " of " + runs + " done");
                if (run > 0) {
                    figures.add(figure);
                }
            }
            report(input, streams, figures, ProcessUsage.peakMegabytes(database.servicePid()));
            return 0;
        } finally {
            delete(data);
        }
    }

    private static void tell(String sentence) {
        System.err.println(sentence);
    }

    private record Database(SuitePorts ports, DataDirectory directory) {
        String jdbcUrl() {
            return LocalPostgres.jdbcUrl(ports.postgres(), "touchpoint");
        }

        long servicePid() throws IOException {
            return Long.parseLong(
                    Files.readString(directory.pidFile("touchpoint-service")).strip());
        }

        long postmasterPid() throws IOException {
            try (Stream<String> lines = Files.lines(directory.database().resolve("postmaster.pid"))) {
                return Long.parseLong(lines.findFirst().orElseThrow().strip());
            }
        }
    }

    private static Figures run(EventInput input, int streams, Suite suite, Database database)
            throws IOException, SQLException {
        try (SqlPeer peer = new SqlPeer(database.jdbcUrl());
                Services services = new Services(suite.ports().endpoints())) {
            peer.execute(CLEAR);
            Duration copy = peer.copy(input);
            Duration sessions = peer.sessions();
            peer.execute("CHECKPOINT");
            Duration serviceBefore = ProcessUsage.cpu(database.servicePid());
            Duration databaseBefore = ProcessUsage.cpuOfServer(database.postmasterPid());
            IngestRun.Measured measured = new IngestRun(services, input, streams).run();
            Duration serviceCpu = ProcessUsage.cpu(database.servicePid()).minus(serviceBefore);
            Duration databaseCpu =
                    ProcessUsage.cpuOfServer(database.postmasterPid()).minus(databaseBefore);
            compare(input, peer, measured);
            return new Figures(measured.durable(), measured.derived(), serviceCpu, databaseCpu, copy, sessions);
        }
    }

    /** The answers are compared before the times are told. */
    private static void compare(EventInput input, SqlPeer peer, IngestRun.Measured measured) throws SQLException {
        var stored = measured.status().getStored();
        long differences = peer.differences();
        if (differences > 0
                || stored.getSessionCount() != input.sessions()
                || stored.getTouchpointCount() != input.touchpoints()) {
            throw new CommandFailed("the answers differ: " + differences + " events or sessions unlike the peer's, "
                    + stored.getSessionCount() + " sessions for " + input.sessions() + ", "
                    + stored.getTouchpointCount() + " touchpoints for " + input.touchpoints());
        }
    }

    private static void report(EventInput input, int streams, List<Figures> figures, long peakMegabytes) {
        System.out.printf(
                Locale.ROOT,
                "%d cores, %s, Java %s%n%,d events of %,d visitors, input %s, %d streams of %d events a message%n"
                        + "answers equal: %,d sessions, %,d touchpoints; medians of %d runs%n%n",
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("java.version"),
                input.events(),
                input.visitors(),
                input.digest(),
                streams,
                EventInput.MESSAGE,
                input.sessions(),
                input.touchpoints(),
                figures.size());
        row("Events durable", input, figures, Figures::durable);
        row("Events derived and mapped", input, figures, Figures::derived);
        row("Peer: COPY, no service", input, figures, Figures::copy);
        row("Peer: sessions by SQL alone", input, figures, Figures::sessions);
        row("Peer: COPY, then SQL", input, figures, figure -> figure.copy().plus(figure.sessions()));
        System.out.printf(
                Locale.ROOT,
                "%nCPU of touchpoint-service %.1f s; of PostgreSQL at least %.1f s (backends that ended are not counted)%n"
                        + "Peak memory of touchpoint-service %,d MB%n",
                median(figures, figure -> seconds(figure.serviceCpu())),
                median(figures, figure -> seconds(figure.databaseCpu())),
                peakMegabytes);
    }

    private static void row(String name, EventInput input, List<Figures> figures, Function<Figures, Duration> time) {
        double median = median(figures, figure -> seconds(time.apply(figure)));
        System.out.printf(Locale.ROOT, "%-28s %8.1f s  %,10.0f events/s%n", name, median, input.events() / median);
    }

    private static double median(List<Figures> figures, ToDoubleFunction<Figures> value) {
        double[] sorted = figures.stream().mapToDouble(value).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
