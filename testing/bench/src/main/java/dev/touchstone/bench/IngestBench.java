package dev.touchstone.bench;

import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.commandline.rpc.Services;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Events per second of the whole path, from the gRPC stream to mapped touchpoints, beside plain SQL. */
@Command(
        name = "ingest",
        description = "Send events through the gRPC stream and wait until the touchpoints are complete.")
final class IngestBench implements Callable<Integer> {
    private static final String CLEAR =
            "TRUNCATE web_event, session, touchpoint, touchpoint_change, person, dirty_mark, mapping_key, mapping_key_pending,"
                    + " mapping_key_count, mapping_key_count_delta, key_channel";

    @Option(names = "--events", description = "How many (default: ${DEFAULT-VALUE}).")
    private int events = 2_000_000;

    @Option(names = "--runs", description = "Counted runs after one warm-up (default: ${DEFAULT-VALUE}).")
    private int runs = 5;

    @Option(names = "--warm-up", description = "Events of the uncounted first run (default: ${DEFAULT-VALUE}).")
    private int warmUp = 500_000;

    @Option(names = "--streams", description = "Streams at once (default: ${DEFAULT-VALUE}).")
    private int streams = 4;

    /** When to derive. */
    enum Derive {
        SAME_TIME,
        NEVER
    }

    @Option(
            names = "--derive",
            description =
                    "${COMPLETION-CANDIDATES}: while events come in, or not at all, for the pace of taking in alone; "
                            + "deriving afterwards is `bench backfill` (default: ${DEFAULT-VALUE}).")
    private Derive derive = Derive.SAME_TIME;

    @Mixin
    private SuiteOptions options = new SuiteOptions();

    private record Figures(
            Duration durable, Duration derived, BenchSuite.Used used, Duration copy, Duration sessions) {}

    @Override
    public Integer call() throws IOException, SQLException {
        boolean derives = derive == Derive.SAME_TIME;
        try (BenchSuite suite = BenchSuite.start(derives ? options.tuning() : options.tuning(0));
                HeapWatch heap = new HeapWatch(suite.ports().touchpoint().management())) {
            if (warmUp > 0) {
                run(EventInput.ofEvents(warmUp), suite);
                Progress.tell("warm-up done");
            }
            EventInput input = EventInput.ofEvents(events);
            List<Figures> figures = new ArrayList<>();
            for (int run = 1; run <= runs; run++) {
                Figures last = run(input, suite);
                figures.add(last);
                Progress.tell(String.format(
                        Locale.ROOT,
                        "run %d of %d: durable %.1f s, derived %.1f s",
                        run,
                        runs,
                        Table.seconds(last.durable()),
                        Table.seconds(last.derived())));
            }
            report(input, figures);
            Table.line(
                    "Peak heap of touchpoint-service %,d MB, garbage included; peak memory of the process %,d MB",
                    heap.peakMegabytes(), ProcessUsage.peakMegabytes(suite.servicePid()));
            return 0;
        }
    }

    private Figures run(EventInput input, BenchSuite suite) throws IOException, SQLException {
        try (SqlPeer peer = new SqlPeer(suite.jdbcUrl());
                Services services = new Services(suite.ports().endpoints())) {
            peer.execute(CLEAR);
            Duration copy = peer.copy(input);
            Duration sessions = peer.sessions();
            peer.execute("CHECKPOINT");
            BenchSuite.Used before = suite.used();
            long started = System.nanoTime();
            Duration durable = new IngestRun(services, input, streams).run();
            if (derive == Derive.SAME_TIME) {
                suite.awaitDerived();
            }
            Duration derived = Duration.ofNanos(System.nanoTime() - started);
            BenchSuite.Used used = suite.used().since(before);
            compare(input, peer, suite);
            return new Figures(durable, derived, used, copy, sessions);
        }
    }

    /** The answers are compared before the times are told. */
    private void compare(EventInput input, SqlPeer peer, BenchSuite suite) throws SQLException {
        var stored = suite.status().getStored();
        long differences = peer.eventDifferences();
        if (derive == Derive.SAME_TIME) {
            differences += peer.sessionDifferences();
            differences += Math.abs(stored.getTouchpointCount() - input.touchpoints());
        }
        if (differences > 0 || stored.getWebEventCount() != input.events()) {
            throw new CommandFailed("the answers differ: " + differences + " events or sessions unlike the peer's, "
                    + stored.getSessionCount() + " sessions for " + input.sessions() + ", "
                    + stored.getTouchpointCount() + " touchpoints for " + input.touchpoints());
        }
    }

    private void report(EventInput input, List<Figures> figures) {
        Table.machine();
        Table.line(
                "%,d events of %,d visitors, input %s, %d streams of %d events a message%n%s%n"
                        + "answers equal: %,d sessions, %,d touchpoints; medians of %d runs%n",
                input.events(),
                input.visitors(),
                input.digest(),
                streams,
                EventInput.MESSAGE,
                options,
                input.sessions(),
                input.touchpoints(),
                figures.size());
        Table.row("Events durable", input.events(), figures, Figures::durable);
        if (derive == Derive.SAME_TIME) {
            Table.row("Events derived and mapped", input.events(), figures, Figures::derived);
        }
        Table.row("Peer: COPY, no service", input.events(), figures, Figures::copy);
        Table.row("Peer: sessions by SQL alone", input.events(), figures, Figures::sessions);
        Table.line(
                "%nCPU of touchpoint-service %.1f s, of PostgreSQL %.1f s",
                Table.median(figures, figure -> Table.seconds(figure.used().service())),
                Table.median(figures, figure -> Table.seconds(figure.used().database())));
    }
}
