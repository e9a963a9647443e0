package dev.touchstone.bench;

import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.commandline.rpc.Services;
import dev.touchstone.touchpoint.v1.AdminServiceGrpc;
import dev.touchstone.touchpoint.v1.RecomputeRequest;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** From stored events to complete sessions and touchpoints, beside the SQL that writes the same sessions. */
@Command(
        name = "backfill",
        description = "Derive everything from stored events, beside the SQL that writes the same sessions.")
final class BackfillBench implements Callable<Integer> {
    private static final int RECOMPUTE_MINUTES = 10;

    @Option(
            names = "--sizes",
            split = ",",
            description = "Numbers of events, each measured for itself (default: ${DEFAULT-VALUE}).")
    private List<Long> sizes = List.of(10_000_000L);

    @Option(
            names = "--events-per-visitor",
            split = ",",
            description = "Events each visitor has; several to compare (default: ${DEFAULT-VALUE}).")
    private List<Integer> eventsPerVisitor = List.of(10);

    @Option(names = "--runs", description = "Counted runs of each (default: ${DEFAULT-VALUE}).")
    private int runs = 5;

    @Option(names = "--warm-up", description = "Events of the uncounted first run (default: ${DEFAULT-VALUE}).")
    private long warmUp = 500_000;

    @Option(names = "--hold", description = "Leave the suite running for so many seconds at the end, to look at it.")
    private int hold;

    @Mixin
    private SuiteOptions options = new SuiteOptions();

    private record Figures(Duration ours, BenchSuite.Used used, Duration peer, Duration peerCpu) {}

    @Override
    public Integer call() throws IOException, SQLException {
        try (BenchSuite suite = BenchSuite.start(options.tuning());
                StoredEvents stored = new StoredEvents(suite.jdbcUrl())) {
            Table.machine();
            Table.line("%s%n", options);
            if (warmUp > 0) {
                measure(suite, stored, Traffic.ofEvents(warmUp, 10), 1);
            }
            for (int perVisitor : eventsPerVisitor) {
                for (long size : sizes) {
                    Traffic traffic = Traffic.ofEvents(size, perVisitor);
                    report(traffic, measure(suite, stored, traffic, runs), stored);
                }
            }
            Table.line("Peak memory of touchpoint-service %,d MB", ProcessUsage.peakMegabytes(suite.servicePid()));
            Services.sleep(Duration.ofSeconds(hold));
            return 0;
        }
    }

    private static List<Figures> measure(BenchSuite suite, StoredEvents stored, Traffic traffic, int runs)
            throws IOException, SQLException {
        stored.clear();
        stored.load(traffic);
        Progress.tell(String.format("%,d events of %,d visitors are stored", traffic.events(), traffic.visitors()));
        List<Figures> figures = new ArrayList<>();
        for (int run = 1; run <= runs; run++) {
            figures.add(run(suite, stored));
            Figures last = figures.getLast();
            Progress.tell("run " + run + " of " + runs + ": ours " + last.ours().toMillis() / 1000.0 + " s, SQL "
                    + last.peer().toMillis() / 1000.0 + " s");
        }
        return figures;
    }

    private static Figures run(BenchSuite suite, StoredEvents stored) throws IOException, SQLException {
        stored.clearDerived();
        stored.execute("CHECKPOINT");
        SessionTablePeer peer = new SessionTablePeer(stored);
        BenchSuite.Used before = suite.used();
        Duration peerTime = peer.write();
        BenchSuite.Used between = suite.used();
        stored.execute("CHECKPOINT");
        BenchSuite.Used start = suite.used();
        long started = System.nanoTime();
        recompute(suite);
        suite.awaitDerived();
        Duration ours = Duration.ofNanos(System.nanoTime() - started);
        BenchSuite.Used used = suite.used().since(start);
        compare(suite, peer);
        stored.execute("DROP TABLE peer_session");
        return new Figures(ours, used, peerTime, between.since(before).database());
    }

    private static void recompute(BenchSuite suite) {
        suite.services()
                .call(
                        Remote.TOUCHPOINT,
                        channel -> AdminServiceGrpc.newBlockingStub(channel)
                                .withDeadlineAfter(RECOMPUTE_MINUTES, TimeUnit.MINUTES)
                                .recompute(RecomputeRequest.getDefaultInstance()));
    }

    /** The answers are compared before the times are told. */
    private static void compare(BenchSuite suite, SessionTablePeer peer) throws SQLException {
        var counts = suite.status().getStored();
        long differences = peer.differences();
        if (differences > 0 || counts.getTouchpointCount() != peer.touchpoints()) {
            throw new CommandFailed("the answers differ: " + differences + " sessions unlike the peer's, "
                    + counts.getTouchpointCount() + " touchpoints for " + peer.touchpoints());
        }
    }

    private static void report(Traffic traffic, List<Figures> figures, StoredEvents stored) throws SQLException {
        Table.line(
                "%,d events of %,d visitors, input %s; answers equal: %,d sessions, %,d touchpoints; medians of %d",
                traffic.events(),
                traffic.visitors(),
                traffic.digest(),
                stored.number("SELECT count(*) FROM session"),
                stored.number("SELECT count(*) FROM touchpoint"),
                figures.size());
        Table.row("Sessions and touchpoints, complete", traffic.events(), figures, Figures::ours);
        Table.row("Peer: SQL that writes the sessions alone", traffic.events(), figures, Figures::peer);
        Table.line(
                "Time as a multiple of the peer's %.2f; CPU of the service %.1f s, of PostgreSQL %.1f s; of the peer %.1f s%n",
                Table.median(figures, f -> Table.seconds(f.ours()) / Table.seconds(f.peer())),
                Table.median(figures, f -> Table.seconds(f.used().service())),
                Table.median(figures, f -> Table.seconds(f.used().database())),
                Table.median(figures, f -> Table.seconds(f.peerCpu())));
    }
}
