package dev.touchstone.bench;

import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.commandline.rpc.Services;
import dev.touchstone.salessync.v1.ListActivitiesRequest;
import dev.touchstone.salessync.v1.ListActivitiesResponse;
import dev.touchstone.salessync.v1.SalesActivityServiceGrpc;
import dev.touchstone.salessync.v1.SalesActivityServiceGrpc.SalesActivityServiceBlockingStub;
import dev.touchstone.testing.emulator.Call;
import dev.touchstone.testing.marketo.EmulatorConfig.Limits;
import dev.touchstone.testing.marketo.activity.Activity.Attribute;
import dev.touchstone.testing.marketo.activity.Activity.Primary;
import dev.touchstone.testing.marketo.activity.ActivityLog;
import dev.touchstone.testing.marketo.lead.Population;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long the panel of a person takes after Marketo's last answer: at the first look, and at a later one. */
@Command(name = "panel", description = "Look at the activities of people, which are read from Marketo each time.")
final class PanelBench implements Callable<Integer> {
    private static final int VISIT_WEBPAGE = 1;

    @Option(names = "--people", description = "People who are looked at twice (default: ${DEFAULT-VALUE}).")
    private int people = 50;

    @Option(names = "--activities", description = "Activities of each (default: ${DEFAULT-VALUE}).")
    private int activities = 60;

    @Mixin
    private SyncOptions options = new SyncOptions();

    /** Until the panel was there, and how much of it after Marketo's last answer; the calls of all looks. */
    private record Looks(Percentiles all, Percentiles after, int calls) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Map<String, String> settings = Map.of("TOUCHSTONE_SALES_SYNC_PERSON_SNAPSHOT_WAYS", "ID_RANGES");
        try (SyncStage stage = SyncStage.start(options, Limits.documented(), settings)) {
            stage.marketo().leads().populate(Population.of(people).withQualifying(people));
            fill(stage.marketo().activities());
            stage.startSync();
            stage.awaitLive();
            Looks first = looks(stage);
            Looks later = looks(stage);
            Table.machine();
            Table.line(
                    "%,d people with %,d activities each, all of which are shown%n%s%n", people, activities, options);
            Table.line("First look:                %s; %,d calls", first.all(), first.calls());
            Table.line("after Marketo's answer:    %s", first.after());
            Table.line("Later look:                %s; %,d calls", later.all(), later.calls());
            Table.line("after Marketo's answer:    %s", later.after());
        }
        return 0;
    }

    private void fill(ActivityLog log) {
        Instant now = Instant.ofEpochSecond(Instant.now().getEpochSecond());
        for (long person = 1; person <= people; person++) {
            for (int page = 1; page <= activities; page++) {
                log.record(
                        VISIT_WEBPAGE,
                        person,
                        new Primary(page, "/page-" + page),
                        List.of(new Attribute("Source", "Web")),
                        Optional.of(now.minus(Duration.ofHours(24L * page % 2_000))));
            }
        }
    }

    private Looks looks(SyncStage stage) {
        SalesActivityServiceBlockingStub service = SalesActivityServiceGrpc.newBlockingStub(stage.channel());
        int before = stage.marketo().calls().all().size();
        long[] all = new long[people];
        long[] after = new long[people];
        for (int i = 0; i < people; i++) {
            // Calls that wait for their turn in the budget would measure that.
            Services.sleep(Duration.ofSeconds(20).multipliedBy(8).dividedBy(options.calls()));
            long started = System.nanoTime();
            ListActivitiesResponse panel = service.listActivities(ListActivitiesRequest.newBuilder()
                    .setMarketoId(i + 1L)
                    .setPageSize(1_000)
                    .build());
            all[i] = System.nanoTime() - started;
            after[i] = Duration.between(
                            lastAnswer(stage), stage.marketo().clock().instant())
                    .toNanos();
            if (panel.getActivitiesCount() != activities
                    || !panel.getMarketoProblem().isEmpty()) {
                throw new CommandFailed("the panel of person " + (i + 1) + " shows " + panel.getActivitiesCount()
                        + " of " + activities + " activities " + panel.getMarketoProblem());
            }
        }
        return new Looks(
                Percentiles.of(all),
                Percentiles.of(after),
                stage.marketo().calls().all().size() - before);
    }

    private Instant lastAnswer(SyncStage stage) {
        List<Call> calls = stage.marketo().calls().ofPath("/rest/v1/activities.json").stream()
                .filter(call -> call.parameters().containsKey("leadIds"))
                .toList();
        return calls.getLast().time().plus(options.latency());
    }
}
