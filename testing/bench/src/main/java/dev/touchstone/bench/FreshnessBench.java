package dev.touchstone.bench;

import dev.touchstone.commandline.rpc.Services;
import dev.touchstone.testing.marketo.EmulatorConfig.Limits;
import dev.touchstone.testing.marketo.lead.LeadStore;
import dev.touchstone.testing.marketo.lead.Population;
import java.io.IOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** N3: how long a change in Marketo takes to be here, under a steady rate of changes. */
@Command(name = "people-changes", description = "Change people in Marketo by the clock and measure until each is here.")
final class FreshnessBench implements Callable<Integer> {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final String TITLES =
            "SELECT marketo_id, title FROM person WHERE marketo_id = ANY (?) AND state = 'ACTIVE'";

    @Option(names = "--people", description = "People in Marketo (default: ${DEFAULT-VALUE}).")
    private int people = 20_000;

    @Option(names = "--rate", description = "Changes a minute (default: ${DEFAULT-VALUE}).")
    private int rate = 1_000;

    @Option(names = "--seconds", description = "How long (default: ${DEFAULT-VALUE}).")
    private int seconds = 600;

    @Mixin
    private SyncOptions options = new SyncOptions();

    /** A change that is not here yet. */
    private record Pending(String title, long since) {}

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        Population population = Population.of(people).withQualifying(people);
        Map<String, String> settings = Map.of("TOUCHSTONE_SALES_SYNC_PERSON_SNAPSHOT_WAYS", "ID_RANGES");
        try (SyncStage stage = SyncStage.start(options, Limits.documented(), settings);
                Connection connection = stage.connect()) {
            stage.marketo().leads().populate(population);
            stage.startSync();
            stage.awaitLive();
            Map<String, Long> before = stage.marketo().calls().totals();
            long[] nanos = measure(stage.marketo().leads(), connection);
            PeopleCheck.compare(stage.marketo().leads(), connection);
            report(stage, nanos, before);
        }
        return 0;
    }

    private long[] measure(LeadStore leads, Connection connection) throws SQLException, InterruptedException {
        Map<Long, Pending> pending = new ConcurrentHashMap<>();
        Changer changer = new Changer(leads, pending);
        Thread thread = Thread.ofPlatform().name("changes").start(changer);
        List<Long> taken = new ArrayList<>();
        while (thread.isAlive() || !pending.isEmpty()) {
            arrived(pending, connection, taken);
            Services.sleep(BETWEEN_LOOKS);
        }
        thread.join();
        return taken.stream().mapToLong(Long::longValue).toArray();
    }

    /** Changes one person after the other by the clock; nobody a second time before the first change is here. */
    private final class Changer implements Runnable {
        private final LeadStore leads;
        private final Map<Long, Pending> pending;

        private Changer(LeadStore leads, Map<Long, Pending> pending) {
            this.leads = leads;
            this.pending = pending;
        }

        @Override
        public void run() {
            Random random = new Random(rate);
            long started = System.nanoTime();
            long pause = Duration.ofMinutes(1).toNanos() / rate;
            for (long number = 0; number * pause < Duration.ofSeconds(seconds).toNanos(); number++) {
                long due = started + number * pause;
                Services.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
                long id = 1L + random.nextInt(people);
                if (!pending.containsKey(id)) {
                    String title = "Changed " + number;
                    pending.put(id, new Pending(title, System.nanoTime()));
                    leads.change(id, "title", title);
                }
            }
        }
    }

    private static void arrived(Map<Long, Pending> pending, Connection connection, List<Long> taken)
            throws SQLException {
        Map<Long, Pending> wanted = new HashMap<>(pending);
        try (PreparedStatement statement = connection.prepareStatement(TITLES)) {
            Array ids = connection.createArrayOf("bigint", wanted.keySet().toArray());
            statement.setArray(1, ids);
            try (ResultSet row = statement.executeQuery()) {
                long now = System.nanoTime();
                while (row.next()) {
                    Pending change = wanted.get(row.getLong(1));
                    if (change != null && change.title().equals(row.getString(2))) {
                        taken.add(now - change.since());
                        pending.remove(row.getLong(1));
                    }
                }
            }
        }
    }

    private void report(SyncStage stage, long[] nanos, Map<String, Long> before) {
        Map<String, Long> calls = new TreeMap<>(stage.marketo().calls().totals());
        before.forEach((path, count) -> calls.merge(path, -count, Long::sum));
        calls.values().removeIf(count -> count == 0);
        Table.machine();
        Table.line(
                "%,d people, %,d changes a minute for %d s%n%s%n%,d changes are here, and everybody equals Marketo's%n",
                people, rate, seconds, options, nanos.length);
        Table.line("From the change in Marketo until it is here: %s", Percentiles.of(nanos));
        Table.line("Calls: %s", CallTable.of(calls));
        Table.line("Most calls in 20 s: %d", stage.marketo().meter().mostInWindow());
    }
}
