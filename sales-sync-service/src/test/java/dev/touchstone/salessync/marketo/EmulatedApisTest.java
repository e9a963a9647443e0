package dev.touchstone.salessync.marketo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.touchstone.salessync.marketo.CustomActivityType.Attribute;
import dev.touchstone.salessync.marketo.CustomActivityType.Names;
import dev.touchstone.salessync.marketo.ExportJob.State;
import dev.touchstone.testing.emulator.Fault;
import dev.touchstone.testing.emulator.FaultRule;
import dev.touchstone.testing.marketo.EmulatorConfig;
import dev.touchstone.testing.marketo.EmulatorConfig.Limits;
import dev.touchstone.testing.marketo.MarketoEmulator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Feeds, custom activities, exports and usage against the emulator, which answers as Marketo does. */
class EmulatedApisTest {
    private static final Limits LIMITS = Limits.documented().withCallsPerWindow(10_000);

    @TempDir
    Path folder;

    private MarketoEmulator marketo;
    private MarketoInstance instance;

    @BeforeEach
    void start() {
        marketo = MarketoEmulator.start(EmulatorConfig.defaults().withLimits(LIMITS));
        MarketoGateway gateway = new MarketoGateway(
                MarketoPolicy.of(Duration.ofSeconds(10)),
                new OpenGate(),
                marketo.clock(),
                new Random(7),
                new SimpleMeterRegistry());
        instance = gateway.open(new MarketoCredentials(marketo.baseUrl(), "touchstone-demo", "touchstone-demo-secret"));
    }

    @AfterEach
    void stop() {
        marketo.close();
    }

    private static <T> List<T> all(String token, Function<String, FeedPage<T>> read) {
        List<T> items = new ArrayList<>();
        FeedPage<T> page = read.apply(token);
        items.addAll(page.items());
        while (page.more()) {
            page = read.apply(page.nextToken());
            items.addAll(page.items());
        }
        return items;
    }

    @Test
    void changesMergesAndDeletionsComeThroughTheFeeds() {
        FeedsApi feeds = instance.feeds(Lane.FEED);
        String token = feeds.pagingToken(marketo.clock().instant().minusSeconds(60));
        for (long id = 7; id <= 9; id++) {
            marketo.leads().put(id, Map.of("email", "person" + id + "@x.test"));
        }
        marketo.leads().change(7, "title", "CTO");
        marketo.leads().merge(7, List.of(8L));
        marketo.leads().remove(9);
        // The feeds tell of whole seconds that have passed.
        marketo.clock().advance(Duration.ofSeconds(5));

        List<LeadChange> changes = all(token, next -> feeds.leadChanges(next).page());
        assertThat(changes).map(LeadChange::leadId).contains(7L);
        assertThat(changes)
                .anyMatch(change -> change.leadId() == 7 && change.fieldNames().contains("title"));
        assertThat(all(token, feeds::deletedLeads)).map(DeletedLead::leadId).contains(9L);
        int mergeType = feeds.activityTypes().get("Merge Leads");
        assertThat(all(token, next -> feeds.activities(next, List.of(mergeType), List.of())))
                .singleElement()
                .satisfies(merge -> {
                    assertThat(merge.leadId()).isEqualTo(7);
                    assertThat(merge.attributes().get("Merge IDs")).contains("8");
                });
    }

    @Test
    void aCustomTypeIsMadeAndItsActivitiesAreFoundAgain() {
        marketo.leads().put(7, Map.of());
        CustomActivitiesApi activities = instance.customActivities(Lane.ACTIVITY);
        activities.create(new CustomActivityType(
                OptionalInt.empty(),
                "siaSalesActivity",
                new Names("SIA Sales Activity", "SIA Has Sales Activity", "SIA Had Sales Activity"),
                CustomActivityType.State.DRAFT,
                new Attribute("kind", "Kind", "string"),
                List.of()));
        activities.addAttributes("siaSalesActivity", List.of(new Attribute("activityKey", "Activity Key", "string")));
        assertThat(activities.types()).noneMatch(CustomActivityType::isApproved);
        activities.approve("siaSalesActivity");
        CustomActivityType approved = activities.describe("siaSalesActivity", false);
        assertThat(approved.attributes()).map(Attribute::apiName).containsExactly("activityKey");
        int typeId = activities.types().get(0).id().orElseThrow();

        Instant at = marketo.clock().instant();
        FeedsApi feeds = instance.feeds(Lane.ACTIVITY);
        String token = feeds.pagingToken(at.minusSeconds(300));
        List<RowResult> results = activities.add(List.of(
                new CustomActivity(7, at, typeId, "SEND", Map.of("activityKey", "01J2")),
                new CustomActivity(99, at, typeId, "SEND", Map.of("activityKey", "01J3"))));
        assertThat(results).map(RowResult::added).containsExactly(true, false);
        assertThat(results.get(1).verdict().action()).isEqualTo(Verdict.Action.RESOLVE_ALIAS);
        marketo.clock().advance(Duration.ofSeconds(5));
        assertThat(all(token, next -> feeds.activities(next, List.of(typeId), List.of(7L))))
                .singleElement()
                .satisfies(found -> assertThat(found.attributes()).containsValue("01J2"));
    }

    /** AC-36 at the emulator: the file is cut, taken up and whole. */
    @Test
    void anExportIsMadeQueuedAndFetchedAcrossACut() throws Exception {
        for (long id = 1; id <= 500; id++) {
            marketo.leads().put(id, Map.of("email", "person" + id + "@x.test"));
        }
        BulkApi bulk = instance.bulk(Lane.SNAPSHOT);
        Instant now = marketo.clock().instant();
        ExportJob created = bulk.create(
                now.minus(Duration.ofDays(1)),
                now.plus(Duration.ofDays(1)),
                instance.leads(Lane.SNAPSHOT).fields());
        assertThat(created.state()).isEqualTo(State.CREATED);
        bulk.enqueue(created.id());
        ExportJob complete = await().until(
                        () -> bulk.status(created.id()), job -> job.state().isOver());
        assertThat(complete.state()).isEqualTo(State.COMPLETED);
        assertThat(bulk.jobs()).map(ExportJob::id).containsExactly(created.id());

        marketo.faults()
                .add(FaultRule.on("/bulk/v1/leads/export/*/file.json", new Fault.CutBody(4_000))
                        .times(1));
        Path file = folder.resolve("export.csv");
        bulk.download(complete, file);
        assertThat(Files.readAllLines(file)).hasSize(501);
        assertThat(marketo.calls().all())
                .filteredOn(call -> call.path().endsWith("/file.json"))
                .hasSize(2);
    }

    /** F10 at the emulator. */
    @Test
    void theThreeCausesOf1029AreToldApart() {
        InstanceFields fields = instance.leads(Lane.SNAPSHOT).fields();
        BulkApi bulk = instance.bulk(Lane.SNAPSHOT);
        Instant now = marketo.clock().instant();
        marketo.exports().takes(Duration.ofHours(1), Duration.ofHours(1));
        ExportJob job = bulk.create(now.minusSeconds(60), now, fields);
        bulk.enqueue(job.id());
        assertThat(bulk.enqueue(job.id()).state()).isEqualTo(State.QUEUED);

        marketo.exports().occupy(10);
        ExportJob second = bulk.create(now.minusSeconds(60), now, fields);
        assertThat(catchThrowableOfType(MarketoFailure.class, () -> bulk.enqueue(second.id()))
                        .error())
                .isEqualTo(new MarketoError.ExportQueueFull());
        assertThat(bulk.cancel(job.id()).state()).isEqualTo(State.CANCELED);
    }

    @Test
    void usageCountsWhatWasCalled() {
        instance.leads(Lane.FEED).existing(List.of(1L));
        assertThat(instance.usage(Lane.RECONCILE).total()).isBetween(1L, 2L);
    }
}
