package dev.touchstone.bench;

import dev.touchstone.commandline.rpc.Services;
import dev.touchstone.testing.marketo.EmulatorConfig.Limits;
import dev.touchstone.testing.marketo.lead.Population;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** N4: calls of a day on which nothing happens, from some minutes of it. */
@Command(name = "people-idle", description = "Count the calls of a sync that is live while nothing changes.")
final class IdleBench implements Callable<Integer> {
    @Option(names = "--people", description = "People in Marketo (default: ${DEFAULT-VALUE}).")
    private int people = 10_000;

    @Option(
            names = "--minutes",
            description = "How long; whole quarters of an hour hold as many trailing passes as a day does"
                    + " (default: ${DEFAULT-VALUE}).")
    private int minutes = 30;

    @Mixin
    private SyncOptions options = new SyncOptions();

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        Population population = Population.of(people);
        Map<String, String> settings = Map.of("TOUCHSTONE_SALES_SYNC_PERSON_SNAPSHOT_WAYS", "ID_RANGES");
        try (SyncStage stage = SyncStage.start(options, Limits.documented(), settings);
                Connection connection = stage.connect()) {
            stage.marketo().leads().populate(population);
            stage.startSync();
            stage.awaitLive();
            Map<String, Long> before = stage.marketo().calls().totals();
            int callsBefore = stage.marketo().meter().today();
            Progress.tell("live; now nothing happens");
            Services.sleep(Duration.ofMinutes(minutes));
            int calls = stage.marketo().meter().today() - callsBefore;
            PeopleCheck.compare(stage.marketo().leads(), connection);
            Map<String, Long> during = new TreeMap<>(stage.marketo().calls().totals());
            before.forEach((path, count) -> during.merge(path, -count, Long::sum));
            during.values().removeIf(count -> count == 0);
            Table.machine();
            Table.line("%,d people, nothing changes for %d min%n%s%n", people, minutes, options);
            Table.line("Calls %,d: %s", calls, CallTable.of(during));
            long times = Duration.ofDays(1).toMinutes() / minutes;
            during.replaceAll((kind, count) -> count * times);
            Table.line("So %,d a day: %s", calls * times, CallTable.of(during));
        }
        return 0;
    }
}
