package dev.touchstone.bench;

import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.testing.emulator.Call;
import dev.touchstone.testing.marketo.EmulatorConfig.Limits;
import dev.touchstone.testing.marketo.MarketoEmulator;
import dev.touchstone.testing.marketo.lead.Population;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The initial sync: through Marketo's limits (N1, N5, AC-17), or as fast as the service takes people in (N2). */
@Command(name = "people", description = "Sync everybody from a Marketo that keeps its limits, and compare one by one.")
final class PeopleBench implements Callable<Integer> {
    private static final int PEOPLE_A_CALL = 300;

    @Option(names = "--people", description = "People in Marketo (default: ${DEFAULT-VALUE}).")
    private int people = 1_500_000;

    @Option(names = "--qualifying", description = "How many of them qualify; four fifths if it is not said.")
    private int qualifying = -1;

    @Option(
            names = "--way",
            description = "How they are read: ID_RANGES, BULK_EXTRACT or STATIC_LIST (default: ${DEFAULT-VALUE}).")
    private String way = "ID_RANGES";

    @Option(
            names = "--created-days",
            description = "They were created in so many days before now, as after a migration; 30 fit into one export."
                    + " Two years if it is not said.")
    private int createdDays = -1;

    @Option(
            names = "--unlimited",
            description = "Marketo allows any number of calls and bytes; use it with --latency 0 and more --calls.")
    private boolean unlimited;

    @Mixin
    private SyncOptions options = new SyncOptions();

    /**
     * One run.
     *
     * @param took until it was live
     * @param reading of that, since the first call that brought people
     */
    private record Figures(Duration took, Duration reading, BenchSuite.Used used, long heap, long memory, long count) {}

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        Population population = Population.of(people);
        population = population.withQualifying(qualifying < 0 ? population.qualifying() : qualifying);
        if (createdDays > 0) {
            Instant now = Instant.now();
            population = population.withCreation(now.minus(Duration.ofDays(createdDays)), now);
        }
        Limits limits = unlimited
                ? Limits.documented()
                        .withCallsPerWindow(1_000_000)
                        .withConcurrentCalls(1_000)
                        .withCallsPerDay(10_000_000)
                        .withExportBytesPerDay(Long.MAX_VALUE)
                : Limits.documented();
        try (SyncStage stage = SyncStage.start(options, limits, settings(population))) {
            stage.marketo().leads().populate(population);
            stage.marketo().lists().putEverybody(1, "Everybody");
            report(population, stage.marketo(), run(stage, population));
            return keepsToTheLimits(stage.marketo()) ? 0 : 1;
        }
    }

    /** AC-17, N5: what the service allows itself; one call in 25 may be for people who were read before. */
    private boolean keepsToTheLimits(MarketoEmulator marketo) {
        long calls = marketo.calls().ofPath("/rest/v1/leads.json").stream()
                .filter(PeopleBench::bringsPeople)
                .count();
        boolean paced = marketo.meter().mostInWindow() <= options.calls()
                && marketo.meter().mostInFlight() <= options.parallel();
        boolean sparing = !way.equals("ID_RANGES") || calls <= Math.ceilDiv(people, PEOPLE_A_CALL) * 26L / 25;
        if (!paced || !sparing) {
            Table.line("Not within the limits: %d calls for people", calls);
        }
        return paced && sparing;
    }

    private Map<String, String> settings(Population population) {
        return Map.of(
                "TOUCHSTONE_SALES_SYNC_PERSON_SNAPSHOT_WAYS",
                way,
                "TOUCHSTONE_SALES_SYNC_PERSON_SNAPSHOT_LIST_ID",
                "1",
                "TOUCHSTONE_SALES_SYNC_PERSON_SNAPSHOT_CREATED_FROM",
                population.createdFrom().toString());
    }

    private static Figures run(SyncStage stage, Population population) throws IOException, SQLException {
        try (HeapWatch heap = new HeapWatch(stage.managementPort())) {
            BenchSuite.Used before = stage.used();
            long started = System.nanoTime();
            stage.startSync();
            stage.awaitLive();
            Duration took = Duration.ofNanos(System.nanoTime() - started);
            Duration reading = reading(stage.marketo());
            BenchSuite.Used used = stage.used().since(before);
            Progress.tell("live; now everybody is compared");
            long count;
            try (Connection connection = stage.connect()) {
                count = PeopleCheck.compare(stage.marketo().leads(), connection);
            }
            if (count != population.qualifying()) {
                throw new CommandFailed(count + " people qualify but there should be " + population.qualifying());
            }
            return new Figures(took, reading, used, heap.peakMegabytes(), stage.peakMegabytes(), count);
        }
    }

    /** Since the first page, or the first file: before that, the service waits for Marketo to make the file. */
    private static Duration reading(MarketoEmulator marketo) {
        return marketo.calls().all().stream()
                .filter(call -> call.path().endsWith("/file.json") || bringsPeople(call))
                .findFirst()
                .map(call -> Duration.between(call.time(), marketo.clock().instant()))
                .orElse(Duration.ZERO);
    }

    /** Not the search for the highest id, which asks for ids alone. */
    private static boolean bringsPeople(Call call) {
        return call.parameters().getOrDefault("fields", "").contains("firstName");
    }

    private void report(Population population, MarketoEmulator marketo, Figures figures) {
        double minutes = Table.seconds(figures.took()) / 60;
        Table.machine();
        Table.line(
                "%,d people in Marketo, %,d qualify; way %s%s%n%s%n"
                        + "everybody who qualifies is there with the same 13 fields, and nobody else%n",
                population.count(),
                figures.count(),
                way,
                unlimited ? ", no limits" : ", Marketo's documented limits",
                options);
        Table.line(
                "Until LIVE                                   %8.1f min %,10.0f people/min",
                minutes, population.count() / minutes);
        double reading = Table.seconds(figures.reading()) / 60;
        Table.line(
                "since the first call that brought people     %8.1f min %,10.0f people/min",
                reading, population.count() / reading);
        Table.line(
                "Calls %,d (%s); most in 20 s %d, most at a time %d",
                marketo.meter().today(),
                CallTable.of(marketo.calls().totals()),
                marketo.meter().mostInWindow(),
                marketo.meter().mostInFlight());
        Table.line(
                "Export files %,d bytes, %.0f for each in Marketo",
                marketo.exportBytesToday(), (double) marketo.exportBytesToday() / population.count());
        Table.line(
                "CPU of sales-sync-service %.1f s, of PostgreSQL %.1f s; peak heap %,d MB, garbage included; peak memory %,d MB",
                Table.seconds(figures.used().service()),
                Table.seconds(figures.used().database()),
                figures.heap(),
                figures.memory());
    }
}
