package dev.touchstone.salessync.salesforce.event.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchstone.salesforce.eventbus.v1.ReplayPreset;
import dev.touchstone.salessync.remote.RetryPolicy;
import dev.touchstone.salessync.salesforce.SalesforceFixture;
import dev.touchstone.salessync.salesforce.event.ChangeEvent;
import dev.touchstone.salessync.salesforce.event.ChangeKind;
import dev.touchstone.salessync.salesforce.event.EventBatch;
import dev.touchstone.salessync.salesforce.event.EventTopic;
import dev.touchstone.salessync.salesforce.event.ReplayId;
import dev.touchstone.salessync.salesforce.event.stream.SubscriptionStatus.Phase;
import dev.touchstone.testing.salesforce.EmulatorConfig;
import dev.touchstone.testing.salesforce.auth.ConnectedApp;
import dev.touchstone.testing.salesforce.org.Change;
import dev.touchstone.testing.salesforce.org.Write;
import dev.touchstone.testing.salesforce.org.Writer;
import dev.touchstone.testing.salesforce.pubsub.BusError;
import dev.touchstone.testing.salesforce.pubsub.Subscribed;
import dev.touchstone.testing.salesforce.schema.Field;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A subscription to the emulator's event bus, over gRPC. */
class EventSubscriptionTest extends SalesforceFixture {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final RetryPolicy QUICK = new RetryPolicy(Duration.ofMillis(1), Duration.ofMillis(50));
    private static final EventPolicy POLICY =
            new EventPolicy(100, Duration.ofSeconds(60), Duration.ofSeconds(20), QUICK);

    private final StoringConsumer consumer = new StoringConsumer();
    private CountingBus bus;
    private EventSubscription subscription;
    private Thread runner;

    @BeforeEach
    void connect() {
        bus = new CountingBus(new GrpcEventBus(
                URI.create("http://127.0.0.1:" + salesforce.events().port()),
                salesforce.org().id()));
    }

    @AfterEach
    void disconnect() throws InterruptedException {
        stop();
        bus.close();
    }

    private void start(EventPolicy policy, EventConsumer taker) {
        subscription = org.events(
                new EventTopic("Task"),
                taker,
                new EventSubscription.Tools(bus, policy, new Random(1), new SimpleMeterRegistry()));
        EventSubscription started = subscription;
        runner = Thread.ofVirtual().start(() -> {
            try {
                started.run();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void start() {
        start(POLICY, consumer);
    }

    private void stop() throws InterruptedException {
        if (subscription != null) {
            subscription.close();
            runner.join();
            assertThat(subscription.status().phase()).isEqualTo(Phase.STOPPED);
        }
    }

    /** One event each. */
    private List<String> tasks(int number) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            ids.add(salesforce.org().create("Task", Map.of("Subject", "Call " + i)));
        }
        return ids;
    }

    private void update(String id, Map<String, Object> fields) {
        Writer writer = Writer.of(salesforce.org().adminId()).withClient("touchstone");
        assertThat(salesforce
                        .org()
                        .write(writer, new Write.Update("Task", id, fields))
                        .isDone())
                .isTrue();
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(PATIENCE).untilAsserted(assertion);
    }

    private void eventuallyTaken(List<String> ids) {
        eventually(() -> assertThat(consumer.recordIds()).isEqualTo(ids));
    }

    private void neverLatest() {
        assertThat(salesforce.events().subscribed())
                .extracting(Subscribed::preset)
                .doesNotContain(ReplayPreset.LATEST);
    }

    private List<ReplayPreset> presets() {
        return salesforce.events().subscribed().stream().map(Subscribed::preset).toList();
    }

    @Test
    void whatHappenedBeforeTheFirstStreamIsTakenToo() {
        List<String> ids = tasks(3);
        start();
        eventuallyTaken(ids);
        ids.addAll(tasks(2));
        eventuallyTaken(ids);
        assertThat(subscription.status().phase()).isEqualTo(Phase.STREAMING);
        assertThat(presets()).containsExactly(ReplayPreset.EARLIEST);
        assertThat(bus.schemas()).isEqualTo(1);
    }

    @Test
    void eventsAreReadIntoValues() {
        LocalDate day = LocalDate.of(2026, 11, 20);
        String id = salesforce.org().create("Task", Map.of("Subject", "Call", "ActivityDate", day));
        Map<String, Object> fields = new HashMap<>(Map.of("Status", "Completed"));
        fields.put("Subject", null);
        update(id, fields);
        start();
        eventuallyTaken(List.of(id, id));
        ChangeEvent create = consumer.events().get(0);
        assertThat(create.kind()).isEqualTo(ChangeKind.CREATE);
        assertThat(create.values()).containsEntry("Subject", "Call").containsEntry("ActivityDate", day);
        ChangeEvent update = consumer.events().get(1);
        assertThat(update.values()).containsEntry("Status", "Completed").containsEntry("Subject", null);
        assertThat(update.tells("ActivityDate")).isFalse();
        assertThat(update.transaction().origin().client()).isEqualTo("touchstone");
        assertThat(update.needsReading()).isFalse();
    }

    /** AC-92, F20: 60 of 100 events are taken when the stream breaks; each is taken once, in its order. */
    @Test
    void afterABreakTheNextEventIsTheOneBehindTheLastThatWasTaken() {
        salesforce.events().plan().batch(20);
        salesforce.events().plan().breakNext(1, 60);
        List<String> ids = tasks(100);
        start();
        eventuallyTaken(ids);
        assertThat(presets()).containsExactly(ReplayPreset.EARLIEST, ReplayPreset.CUSTOM);
        assertThat(new HashSet<>(consumer.events().stream().map(ChangeEvent::id).toList()))
                .hasSize(100);
    }

    /** AC-92 as a property: whatever breaks, and wherever the consumer fails, each event is taken once and in order. */
    @Test
    void nothingIsLostOrDoubledHoweverOftenItBreaks() {
        Random random = new Random(7);
        AtomicInteger failures = new AtomicInteger(10);
        consumer.before(batch -> {
            if (!batch.events().isEmpty() && random.nextInt(4) == 0 && failures.getAndDecrement() > 0) {
                throw new IllegalStateException("the database is away");
            }
        });
        salesforce.events().plan().batch(7);
        salesforce.events().plan().breakNext(15, 9);
        List<String> ids = tasks(300);
        start();
        eventuallyTaken(ids);
        neverLatest();
    }

    /** AC-93, F21: the stored place is refused. */
    @Test
    void aRefusedPlaceIsToldAndTheStreamBeginsAtTheOldestEvent() throws Exception {
        List<String> ids = tasks(2);
        start();
        eventuallyTaken(ids);
        stop();
        salesforce.events().forgetReplayIds();
        start();
        List<String> twice = new ArrayList<>(ids);
        twice.addAll(ids);
        eventuallyTaken(twice);
        assertThat(consumer.lost()).containsExactly("subscription.fetch.replayid.corrupted");
        assertThat(presets()).containsExactly(ReplayPreset.EARLIEST, ReplayPreset.CUSTOM, ReplayPreset.EARLIEST);
    }

    /** AC-93: as long as the consumer cannot note that the place is lost, the stream does not go on without it. */
    @Test
    void aLostPlaceIsToldUntilItIsNoted() throws Exception {
        List<String> ids = tasks(1);
        start();
        eventuallyTaken(ids);
        stop();
        salesforce.events().plan().refuseReplayIds(3, BusError.REPLAY_ID_VALIDATION);
        AtomicInteger told = new AtomicInteger();
        EventConsumer stubborn = new EventConsumer() {
            @Override
            public Optional<ReplayId> position() {
                return consumer.position();
            }

            @Override
            public void take(EventBatch batch) {
                consumer.take(batch);
            }

            @Override
            public void positionLost(String code) {
                if (told.incrementAndGet() < 3) {
                    throw new IllegalStateException("the database is away");
                }
                consumer.positionLost(code);
            }
        };
        start(POLICY, stubborn);
        eventually(() -> assertThat(consumer.recordIds()).hasSize(2));
        assertThat(told).hasValue(3);
        assertThat(consumer.lost()).hasSize(1);
        neverLatest();
    }

    /** AC-94: a slow consumer slows Salesforce down; of 100,000 events never more than a window is on the way or waits. */
    @Test
    void aSlowConsumerIsNotFlooded() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        consumer.before(batch -> {
            try {
                busy.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        salesforce.events().plan().batch(10);
        List<String> ids = tasks(100_000);
        start();
        eventually(() -> assertThat(bus.mostOpen()).isEqualTo(100));
        busy.countDown();
        eventuallyTaken(ids);
        assertThat(bus.mostOpen()).isEqualTo(100);
    }

    /** AC-96: nothing but keep-alives for 80 hours, and the stored place is still good. */
    @Test
    void keepAlivesKeepThePlaceGood() throws Exception {
        List<String> ids = tasks(1);
        start();
        eventuallyTaken(ids);
        for (int hours = 0; hours < 80; hours += 8) {
            salesforce.clock().advance(Duration.ofHours(8));
            int before = consumer.batches();
            eventually(() -> {
                salesforce.events().keepAlive();
                assertThat(consumer.batches()).isGreaterThan(before);
            });
        }
        stop();
        ids.addAll(tasks(1));
        start();
        eventuallyTaken(ids);
        assertThat(consumer.lost()).isEmpty();
    }

    /** F23: away for longer than events are kept. */
    @Test
    void aPlaceThatIsTooOldIsLost() throws Exception {
        List<String> ids = tasks(1);
        start();
        eventuallyTaken(ids);
        stop();
        salesforce.clock().advance(Duration.ofDays(4));
        ids.addAll(tasks(1));
        start();
        eventuallyTaken(ids);
        assertThat(consumer.lost()).hasSize(1);
        neverLatest();
    }

    @Test
    void aSessionThatIsOverIsReplaced() throws Exception {
        List<String> ids = tasks(1);
        start();
        eventuallyTaken(ids);
        int logins = logins();
        salesforce.expireSessions();
        salesforce.events().failStreams(BusError.AUTH);
        ids.addAll(tasks(1));
        eventuallyTaken(ids);
        assertThat(logins()).isEqualTo(logins + 1);
        assertThat(presets()).startsWith(ReplayPreset.EARLIEST).contains(ReplayPreset.CUSTOM);
        neverLatest();
    }

    /** F32: the organisation moves to another instance. */
    @Test
    void theNewSessionNamesTheNewInstance() {
        List<String> ids = tasks(1);
        start();
        eventuallyTaken(ids);
        salesforce.moveInstance();
        salesforce.events().breakStreams();
        ids.addAll(tasks(1));
        eventuallyTaken(ids);
    }

    @Test
    void whileTheServiceIsDownItIsTriedAgain() {
        salesforce.events().plan().refuseNext(5, BusError.UNAVAILABLE);
        List<String> ids = tasks(1);
        start();
        eventuallyTaken(ids);
        salesforce.events().plan().refuseNext(3, BusError.PROTECTION);
        salesforce.events().breakStreams();
        ids.addAll(tasks(1));
        eventuallyTaken(ids);
    }

    @Test
    void aStreamThatIsClosedIsBegunAgain() {
        List<String> ids = tasks(1);
        start();
        eventuallyTaken(ids);
        salesforce.events().closeStreams();
        ids.addAll(tasks(1));
        eventuallyTaken(ids);
        assertThat(presets()).containsExactly(ReplayPreset.EARLIEST, ReplayPreset.CUSTOM);
    }

    /** Not even a keep-alive comes: the connection may be gone without anybody saying so. */
    @Test
    void aSilentStreamIsGivenUp() {
        List<String> ids = tasks(1);
        start(new EventPolicy(100, Duration.ofMillis(100), Duration.ofSeconds(20), QUICK), consumer);
        eventuallyTaken(ids);
        eventually(() -> assertThat(presets()).hasSizeGreaterThan(2));
        neverLatest();
        ids.addAll(tasks(1));
        eventuallyTaken(ids);
    }

    /** F41: an event comes with a schema that cannot be fetched: it is taken later, and not skipped. */
    @Test
    void withoutItsSchemaAnEventWaits() {
        salesforce.events().plan().failSchemas(4);
        List<String> ids = tasks(3);
        start();
        eventuallyTaken(ids);
        assertThat(bus.schemas()).isEqualTo(5);
    }

    /** F14, F15: fields come and go while events are on the way. */
    @Test
    void eachEventIsReadWithItsOwnSchema() {
        tasks(1);
        salesforce.org().schema().addField("Task", Field.text("Score__c", 10));
        salesforce.org().create("Task", Map.of("Subject", "Call", "Score__c", "9"));
        salesforce.org().schema().removeField("Task", "Score__c");
        tasks(1);
        start();
        eventually(() -> assertThat(consumer.events()).hasSize(3));
        List<ChangeEvent> events = consumer.events();
        assertThat(events.get(0).vanished(List.of("Score__c", "Subject"))).containsExactly("Score__c");
        assertThat(events.get(1).values()).containsEntry("Score__c", "9");
        assertThat(events.get(1).vanished(List.of("Score__c", "Subject"))).isEmpty();
        assertThat(events.get(2).vanished(List.of("Score__c"))).containsExactly("Score__c");
    }

    /** AC-95, F22: what is not told has to be read. */
    @Test
    void gapsAndOverflowsSayWhatIsToBeRead() {
        String id = tasks(1).get(0);
        salesforce.org().gap("Task", List.of(id), Change.Kind.GAP_UPDATE);
        salesforce.org().overflow("Task");
        start();
        eventually(() -> assertThat(consumer.events()).hasSize(3));
        ChangeEvent gap = consumer.events().get(1);
        assertThat(gap.recordIds()).containsExactly(id);
        assertThat(gap.needsReading()).isTrue();
        assertThat(gap.isWholeEntity()).isFalse();
        assertThat(consumer.events().get(2).isWholeEntity()).isTrue();
    }

    @Test
    void aTopicThatCannotBeReadIsSaidAndTriedAgain() {
        salesforce.events().select("Lead");
        start();
        eventually(() -> {
            assertThat(subscription.status().phase()).isEqualTo(Phase.REFUSED);
            assertThat(subscription.status().sentence()).isEqualTo("the topic cannot be read (topic.not.found)");
        });
        salesforce.events().select("Task");
        List<String> ids = tasks(1);
        eventuallyTaken(ids);
    }

    @Test
    void aRefusedConnectionIsSaid() {
        salesforce.apps().put(ConnectedApp.of("another", EmulatorConfig.CONSUMER_KEY, "another secret"));
        start();
        eventually(() -> {
            assertThat(subscription.status().phase()).isEqualTo(Phase.WAITING);
            assertThat(subscription.status().sentence()).contains("refuse");
        });
    }
}
