package dev.touchstone.bench;

import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.commandline.rpc.Services;
import dev.touchstone.salessync.v1.GetActivityCountsRequest;
import dev.touchstone.salessync.v1.GetActivityCountsResponse;
import dev.touchstone.salessync.v1.SalesActivityServiceGrpc;
import dev.touchstone.testing.marketo.EmulatorConfig.Limits;
import dev.touchstone.testing.marketo.activity.ActivityLog.Received;
import dev.touchstone.testing.marketo.lead.Population;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** N7: activities of sellers to Marketo, at once and by the clock. */
@Command(
        name = "activities",
        description = "Record activities, at once and by the clock, and measure until Marketo has them.")
final class ActivityBench implements Callable<Integer> {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final String KEY = "Activity Key";
    /** A busy day of a large organisation (N7). */
    private static final int A_DAY = 150_000;

    @Option(names = "--people", description = "People they are about (default: ${DEFAULT-VALUE}).")
    private int people = 20_000;

    @Option(names = "--burst", description = "Activities at once (default: ${DEFAULT-VALUE}).")
    private int burst = 10_000;

    @Option(names = "--rate", description = "Then activities a second by the clock (default: ${DEFAULT-VALUE}).")
    private int rate = 15;

    @Option(names = "--seconds", description = "How long (default: ${DEFAULT-VALUE}).")
    private int seconds = 300;

    @Mixin
    private SyncOptions options = new SyncOptions();

    /**
     * Some activities.
     *
     * @param accepted keys with the time of acceptance
     * @param accepting how long it took until all were accepted
     * @param took how long it took until all were in Marketo
     * @param calls that added them
     */
    private record Part(Map<String, Instant> accepted, Duration accepting, Duration took, long calls) {
        /** Calls of so many activities that come in the same way. */
        private long callsOf(int activities) {
            return Math.ceilDiv(activities * calls, accepted.size());
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Population population = Population.of(people);
        Map<String, String> settings = Map.of("TOUCHSTONE_SALES_SYNC_PERSON_SNAPSHOT_WAYS", "ID_RANGES");
        try (SyncStage stage = SyncStage.start(options, Limits.documented(), settings)) {
            stage.marketo().leads().populate(population);
            stage.startSync();
            stage.awaitLive();
            ActivityRun run = new ActivityRun(stage.channel(), people);
            Part first = part(stage, () -> run.stream("burst", burst));
            Progress.tell("the burst is in Marketo");
            Part second = part(stage, () -> run.byTheClock("steady", rate, Duration.ofSeconds(seconds)));
            Map<String, Instant> all = new HashMap<>(first.accepted());
            all.putAll(second.accepted());
            Map<String, Received> received = compare(stage, all);
            report(stage, first, second, received);
        }
        return 0;
    }

    private static Part part(SyncStage stage, Callable<Map<String, Instant>> recording) throws InterruptedException {
        long calls = addCalls(stage);
        long started = System.nanoTime();
        Map<String, Instant> accepted;
        try {
            accepted = recording.call();
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new CommandFailed("activities cannot be recorded: " + e.getMessage());
        }
        Duration accepting = Duration.ofNanos(System.nanoTime() - started);
        while (counts(stage).getInFlightCount() > 0) {
            Services.sleep(BETWEEN_LOOKS);
        }
        return new Part(accepted, accepting, Duration.ofNanos(System.nanoTime() - started), addCalls(stage) - calls);
    }

    private static GetActivityCountsResponse counts(SyncStage stage) {
        return SalesActivityServiceGrpc.newBlockingStub(stage.channel())
                .getActivityCounts(GetActivityCountsRequest.getDefaultInstance());
    }

    private static long addCalls(SyncStage stage) {
        return stage.marketo().calls().totals().entrySet().stream()
                .filter(entry -> entry.getKey().contains("/activities/external.json"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static Map<String, Received> compare(SyncStage stage, Map<String, Instant> accepted) {
        List<Received> received = stage.marketo().activities().received(KEY);
        Map<String, Received> byKey = new HashMap<>();
        for (Received one : received) {
            if (one.copies() > 1 || !accepted.containsKey(one.key())) {
                throw new CommandFailed("activity " + one.key() + " is in Marketo " + one.copies() + " times");
            }
            byKey.put(one.key(), one);
        }
        if (byKey.size() != accepted.size()) {
            throw new CommandFailed(accepted.size() + " activities were accepted, " + byKey.size() + " are in Marketo");
        }
        return byKey;
    }

    private void report(SyncStage stage, Part first, Part second, Map<String, Received> received) {
        long[] nanos = second.accepted().entrySet().stream()
                .mapToLong(entry -> Duration.between(
                                entry.getValue(),
                                Objects.requireNonNull(received.get(entry.getKey()))
                                        .first()
                                        .visibleFrom())
                        .toNanos())
                .toArray();
        Table.machine();
        Table.line("%,d people%n%s%n%,d activities are in Marketo, each once%n", people, options, received.size());
        Table.line(
                "%,d at once: accepted after %.1f s, all there after %.1f s, in %,d calls; so %,d take %,d calls",
                first.accepted().size(),
                Table.seconds(first.accepting()),
                Table.seconds(first.took()),
                first.calls(),
                A_DAY,
                first.callsOf(A_DAY));
        Table.line(
                "%,d at %d a second, in %,d calls; so %,d take %,d calls",
                second.accepted().size(), rate, second.calls(), A_DAY, second.callsOf(A_DAY));
        Table.line("each of these from its acceptance until it is there: %s", Percentiles.of(nanos));
        Table.line("Most calls in 20 s: %d", stage.marketo().meter().mostInWindow());
    }
}
