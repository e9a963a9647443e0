package dev.touchstone.bench;

import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.local.suite.Tuning;
import dev.touchstone.mapping.classify.Classifier;
import dev.touchstone.mapping.v1.ClassifyRequest;
import dev.touchstone.mapping.v1.ClassifyResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Keys a second through the socket in batches, and the time of single keys at a steady rate, by the rules that ship. */
@Command(
        name = "classify-rpc",
        description = "Classify keys through the socket: batches for throughput, single keys for latency.")
final class ClassifyRpcBench implements Callable<Integer> {
    @Option(names = "--keys", description = "Distinct keys, sent over and over (default: ${DEFAULT-VALUE}).")
    private int keys = 200_000;

    @Option(names = "--batch", description = "Keys of a call (default: ${DEFAULT-VALUE}).")
    private int batch = 500;

    @Option(names = "--calls-at-once", description = "Calls under way at a time (default: ${DEFAULT-VALUE}).")
    private int callsAtOnce = 8;

    @Option(names = "--seconds", description = "Length of a run (default: ${DEFAULT-VALUE}).")
    private int seconds = 20;

    @Option(names = "--rate", description = "Single keys a second (default: ${DEFAULT-VALUE}).")
    private int rate = 5_000;

    @Option(names = "--runs", description = "Counted runs after one warm-up (default: ${DEFAULT-VALUE}).")
    private int runs = 5;

    @Option(names = "--heap", description = "Heap of mapping-service in MB (default: ${DEFAULT-VALUE}).")
    private int heap = 256;

    @Override
    public Integer call() throws IOException {
        ChannelInput input = ChannelInput.ofShippedRules(keys);
        try (BenchSuite suite = BenchSuite.start(Tuning.SMALL, new Tuning(List.of("-Xmx" + heap + "m"), Map.of()))) {
            ClassifyRun run = new ClassifyRun(suite.services().channel(Remote.MAPPING));
            demandSame(input, run);
            List<ClassifyRequest> batches = ClassifyRun.requests(input, batch);
            List<ClassifyRequest> singles =
                    ClassifyRun.requests(ChannelInput.ofShippedRules(Math.min(keys, 10_000)), 1);
            run.throughput(batches, callsAtOnce, seconds);
            run.latency(singles, rate, seconds);
            Progress.tell("warm-up done");
            List<Double> throughputs = new ArrayList<>();
            List<Percentiles> latencies = new ArrayList<>();
            for (int i = 1; i <= runs; i++) {
                throughputs.add(run.throughput(batches, callsAtOnce, seconds) * batch);
                latencies.add(run.latency(singles, rate, seconds));
                Progress.tell("run " + i + " of " + runs + ": " + Math.round(throughputs.getLast()) + " keys/s, single "
                        + latencies.getLast());
            }
            report(input, throughputs, latencies);
            return 0;
        }
    }

    /** The service must answer as the classifier in this process does. */
    private void demandSame(ChannelInput input, ClassifyRun run) {
        Classifier classifier = new Classifier(
                ChannelInput.shipped().rules(), ChannelInput.shipped().lists());
        int at = 0;
        for (ClassifyRequest request :
                ClassifyRun.requests(ChannelInput.ofShippedRules(Math.min(keys, 20_000)), batch)) {
            ClassifyResponse response = run.call(request);
            for (var match : response.getMatchesList()) {
                int expected = classifier.classify(input.key(at)).rowNumber();
                if (match.getRowNumber() != expected) {
                    throw new CommandFailed("key " + at + " has row " + match.getRowNumber() + ", not " + expected);
                }
                at++;
            }
        }
        Progress.tell("the answers are those of the classifier");
    }

    private void report(ChannelInput input, List<Double> throughputs, List<Percentiles> latencies) {
        Table.machine();
        Table.line(
                "%,d keys, input %s, by the rules that ship; client, service and PostgreSQL on this machine; %d s each, "
                        + "medians of %d runs%n",
                keys, input.digest(), seconds, runs);
        Table.line(
                "Classify, batches of %d, %d at once: %,12.0f keys/s",
                batch, callsAtOnce, Table.median(throughputs, value -> value));
        Table.line(
                "Classify, single keys at %,d a second: p50 %.2f ms, p95 %.2f ms, p99 %.2f ms, max %.1f ms",
                rate,
                Table.median(latencies, Percentiles::p50),
                Table.median(latencies, Percentiles::p95),
                Table.median(latencies, Percentiles::p99),
                Table.median(latencies, Percentiles::max));
    }
}
