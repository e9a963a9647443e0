package dev.touchstone.bench;

import dev.touchstone.commandline.rpc.Services;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Time from an event to its touchpoint under steady load. */
@Command(
        name = "latency",
        description = "Send events by the clock and measure the time until each form's touchpoint is seen.")
final class LatencyBench implements Callable<Integer> {
    @Option(
            names = "--rate",
            description = "Events a second, one in ten with an e-mail address (default: ${DEFAULT-VALUE}).")
    private int rate = 2_000;

    @Option(names = "--seconds", description = "Length of a run (default: ${DEFAULT-VALUE}).")
    private int seconds = 60;

    @Option(names = "--runs", description = "Counted runs (default: ${DEFAULT-VALUE}).")
    private int runs = 5;

    @Option(names = "--warm-up", description = "Seconds of the uncounted first run (default: ${DEFAULT-VALUE}).")
    private int warmUp = 30;

    @Mixin
    private SuiteOptions options = new SuiteOptions();

    private record Figures(Percentiles latency, BenchSuite.Used used) {}

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        try (BenchSuite suite = BenchSuite.start(options.tuning());
                HeapWatch heap = new HeapWatch(suite.ports().touchpoint().management())) {
            run(suite, 0, warmUp);
            Progress.tell("warm-up done");
            List<Figures> figures = new ArrayList<>();
            for (int run = 1; run <= runs; run++) {
                figures.add(run(suite, run, seconds));
                Progress.tell(
                        "run " + run + " of " + runs + ": " + figures.getLast().latency());
            }
            Table.machine();
            Table.line(
                    "%,d events a second for %d s, one in ten with an e-mail address%n%s%n"
                            + "a touchpoint seen for each of %,d addresses; medians of %d runs%n",
                    rate, seconds, options, rate / 10 * seconds, figures.size());
            Table.line(
                    "From an event to its touchpoint: %s",
                    new Percentiles(
                            Table.median(figures, f -> f.latency().p50()),
                            Table.median(figures, f -> f.latency().p95()),
                            Table.median(figures, f -> f.latency().p99()),
                            Table.median(figures, f -> f.latency().max())));
            Table.line(
                    "%nCPU of touchpoint-service %.1f s, of PostgreSQL %.1f s; peak heap %,d MB, garbage included",
                    Table.median(figures, f -> Table.seconds(f.used().service())),
                    Table.median(figures, f -> Table.seconds(f.used().database())),
                    heap.peakMegabytes());
            return 0;
        }
    }

    private Figures run(BenchSuite suite, int run, int length) throws IOException, SQLException, InterruptedException {
        try (Services services = new Services(suite.ports().endpoints())) {
            BenchSuite.Used before = suite.used();
            Percentiles latency = new LatencyRun(services, run, rate, length).run();
            BenchSuite.Used used = suite.used().since(before);
            suite.awaitDerived();
            return new Figures(latency, used);
        }
    }
}
