package dev.touchstone.testing.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import dev.touchstone.salesforce.eventbus.v1.ConsumerEvent;
import dev.touchstone.salesforce.eventbus.v1.FetchRequest;
import dev.touchstone.salesforce.eventbus.v1.FetchResponse;
import dev.touchstone.salesforce.eventbus.v1.ReplayPreset;
import dev.touchstone.salesforce.eventbus.v1.SchemaRequest;
import dev.touchstone.salesforce.eventbus.v1.TopicInfo;
import dev.touchstone.salesforce.eventbus.v1.TopicRequest;
import dev.touchstone.testing.salesforce.pubsub.BusError;
import dev.touchstone.testing.salesforce.pubsub.Subscribed;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Subscriptions: flow control, places in the stream, keep-alives, and how streams and calls fail. */
class SubscribeTest extends EmulatorFixture {
    private static final Duration KEPT = Duration.ofHours(72);
    private EventClient bus;

    @BeforeEach
    void connect() throws IOException, InterruptedException {
        bus = EventClient.of(emulator, client);
    }

    @AfterEach
    void disconnect() {
        bus.close();
    }

    /** One event each. */
    private List<String> tasks(int number) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            ids.add(emulator.org().create("Task", Map.of("Subject", "Call " + i)));
        }
        return ids;
    }

    private List<String> recordIds(List<ConsumerEvent> events) throws IOException {
        List<String> ids = new ArrayList<>();
        for (ConsumerEvent event : events) {
            ids.add(((List<?>) bus.header(event).get("recordIds")).get(0).toString());
        }
        return ids;
    }

    @Test
    void asManyEventsAreSentAsWereRequested() throws Exception {
        List<String> ids = tasks(10);
        emulator.events().plan().batch(2);
        EventStream stream = bus.earliest(EventClient.TASKS, 3);
        FetchResponse first = stream.next();
        assertThat(first.getEventsCount()).isEqualTo(2);
        assertThat(first.getPendingNumRequested()).isEqualTo(1);
        FetchResponse second = stream.next();
        assertThat(second.getPendingNumRequested()).isZero();
        List<ConsumerEvent> events = new ArrayList<>(first.getEventsList());
        events.addAll(second.getEventsList());
        assertThat(recordIds(events)).isEqualTo(ids.subList(0, 3));

        // Nothing was requested: the next response is the answer to the next request.
        stream.request(1);
        assertThat(recordIds(stream.next().getEventsList())).containsExactly(ids.get(3));
    }

    @Test
    void requestsAddUpToAHundred() throws Exception {
        EventStream stream = bus.earliest(EventClient.TASKS, 60);
        stream.request(30);
        awaitPending(stream, 90);
        stream.request(100);
        awaitPending(stream, 100);
        tasks(1);
        assertThat(stream.events(1)).hasSize(1);
        awaitPending(stream, 99);
    }

    /** Asks for keep-alives until one tells this number. */
    private void awaitPending(EventStream stream, int pending) throws InterruptedException {
        awaitStream();
        int told = -1;
        for (int tries = 0; told != pending; tries++) {
            assertThat(tries).as("pending is %d", told).isLessThan(10_000);
            emulator.events().keepAlive();
            told = stream.next().getPendingNumRequested();
        }
    }

    private void awaitStream() {
        while (emulator.events().openStreams() == 0) {
            Thread.onSpinWait();
        }
    }

    /** A session of before is no longer good when the clock was moved. */
    private void logInAgain() throws IOException, InterruptedException {
        bus.close();
        connect();
    }

    @Test
    void aStreamGoesOnBehindAReplayId() throws Exception {
        List<String> ids = tasks(5);
        ByteString third = bus.earliest(EventClient.TASKS, 5).events(5).get(2).getReplayId();
        assertThat(recordIds(bus.after(EventClient.TASKS, third, 5).events(2))).isEqualTo(ids.subList(3, 5));
    }

    @Test
    void replayIdsAreOpaque() throws Exception {
        tasks(3);
        List<ConsumerEvent> events = bus.earliest(EventClient.TASKS, 3).events(3);
        for (ConsumerEvent event : events) {
            byte[] next = event.getReplayId().toByteArray();
            next[next.length - 1]++;
            assertThat(bus.after(EventClient.TASKS, ByteString.copyFrom(next), 1)
                            .errorCode())
                    .isEqualTo(BusError.REPLAY_ID_CORRUPTED.code());
        }
        assertThat(new HashSet<>(
                        events.stream().map(event -> event.getEvent().getId()).toList()))
                .hasSize(3);
    }

    @Test
    void aPresetThatIsForgottenMeansTheNewestEvent() throws Exception {
        tasks(2);
        EventStream stream = bus.subscribe(FetchRequest.newBuilder()
                .setTopicName(EventClient.TASKS)
                .setNumRequested(10)
                .build());
        awaitStream();
        String third = tasks(1).get(0);
        assertThat(recordIds(stream.events(1))).containsExactly(third);
        assertThat(emulator.events().subscribed())
                .containsExactly(new Subscribed(EventClient.TASKS, ReplayPreset.LATEST, ByteString.EMPTY));
    }

    @Test
    void aReplayOptionInALaterRequestIsIgnored() throws Exception {
        List<String> ids = tasks(2);
        EventStream stream = bus.earliest(EventClient.TASKS, 1);
        assertThat(stream.events(1)).hasSize(1);
        stream.send(FetchRequest.newBuilder()
                .setNumRequested(1)
                .setReplayPreset(ReplayPreset.EARLIEST)
                .build());
        assertThat(recordIds(stream.events(1))).containsExactly(ids.get(1));
    }

    @Test
    void eventsAreKeptForThreeDays() throws Exception {
        tasks(1);
        ByteString old = bus.earliest(EventClient.TASKS, 1).events(1).get(0).getReplayId();
        emulator.clock().advance(KEPT.plusMinutes(1));
        logInAgain();
        assertThat(bus.after(EventClient.TASKS, old, 1).errorCode()).isEqualTo(BusError.REPLAY_ID_CORRUPTED.code());
        String id = tasks(1).get(0);
        assertThat(recordIds(bus.earliest(EventClient.TASKS, 5).events(1))).containsExactly(id);
    }

    /** AC-96: the id of an empty response is good for three days from then on. */
    @Test
    void keepAlivesBringAReplayIdThatIsNew() throws Exception {
        tasks(1);
        EventStream stream = bus.earliest(EventClient.TASKS, 10);
        stream.events(1);
        emulator.clock().advance(Duration.ofHours(40));
        emulator.events().keepAlive();
        FetchResponse empty = stream.next();
        assertThat(empty.getEventsList()).isEmpty();
        emulator.clock().advance(Duration.ofHours(40));
        logInAgain();
        String id = tasks(1).get(0);
        assertThat(recordIds(bus.after(EventClient.TASKS, empty.getLatestReplayId(), 1)
                        .events(1)))
                .containsExactly(id);
    }

    @Test
    void keepAlivesComeByThemselves() throws Exception {
        emulator.events().plan().keepAliveEvery(Duration.ofMillis(20));
        EventStream stream = bus.earliest(EventClient.TASKS, 1);
        assertThat(stream.next().getEventsList()).isEmpty();
        assertThat(stream.next().getPendingNumRequested()).isEqualTo(1);
    }

    /** What cannot be seen yet is not passed over by the id of a keep-alive. */
    @Test
    void delayedEventsAreNotPassedOver() throws Exception {
        emulator.events().plan().delay(Duration.ofMinutes(5));
        String id = tasks(1).get(0);
        EventStream stream = bus.earliest(EventClient.TASKS, 5);
        awaitStream();
        emulator.events().keepAlive();
        FetchResponse empty = stream.next();
        assertThat(empty.getEventsList()).isEmpty();
        emulator.clock().advance(Duration.ofMinutes(6));
        assertThat(recordIds(stream.events(1))).containsExactly(id);
        assertThat(recordIds(bus.after(EventClient.TASKS, empty.getLatestReplayId(), 1)
                        .events(1)))
                .containsExactly(id);
    }

    @Test
    void aStreamOfWhichNothingIsRequestedIsClosed() throws Exception {
        tasks(1);
        emulator.events().plan().closeIdleAfter(Duration.ofMillis(50));
        EventStream stream = bus.earliest(EventClient.TASKS, 1);
        stream.events(1);
        assertThat(stream.status().getCode()).isEqualTo(Status.Code.OK);
    }

    /** F20, AC-92: the connection is lost within a batch. */
    @Test
    void aStreamBreaksAfterSoManyEvents() throws Exception {
        List<String> ids = tasks(5);
        emulator.events().plan().breakNext(1, 3);
        EventStream stream = bus.earliest(EventClient.TASKS, 5);
        List<ConsumerEvent> before = stream.events(3);
        assertThat(stream.status().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(stream.hasMore()).isFalse();
        assertThat(recordIds(bus.after(EventClient.TASKS, before.get(2).getReplayId(), 5)
                        .events(2)))
                .isEqualTo(ids.subList(3, 5));
    }

    @Test
    void openStreamsBreakOnDemand() throws Exception {
        EventStream stream = bus.earliest(EventClient.TASKS, 5);
        awaitStream();
        emulator.events().breakStreams();
        assertThat(stream.status().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(stream.errorCode()).isEqualTo("null");
    }

    @Test
    void openStreamsFailOnDemand() throws Exception {
        EventStream stream = bus.earliest(EventClient.TASKS, 5);
        awaitStream();
        emulator.events().failStreams(BusError.AUTH);
        assertThat(stream.status().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
        assertThat(stream.errorCode()).isEqualTo(BusError.AUTH.code());
    }

    /** F21, AC-93: after the organisation has moved, no replay id of before is known. */
    @Test
    void replayIdsAreRefused() throws Exception {
        tasks(1);
        ByteString id = bus.earliest(EventClient.TASKS, 1).events(1).get(0).getReplayId();
        assertThat(bus.after(EventClient.TASKS, ByteString.EMPTY, 1).errorCode())
                .isEqualTo("sfdc.platform.eventbus.grpc.subscription.fetch.replayid.validation.failed");
        emulator.events().plan().refuseReplayIds(1, BusError.REPLAY_ID_VALIDATION);
        assertThat(bus.after(EventClient.TASKS, id, 1).errorCode()).isEqualTo(BusError.REPLAY_ID_VALIDATION.code());
        emulator.events().forgetReplayIds();
        EventStream refused = bus.after(EventClient.TASKS, id, 1);
        assertThat(refused.errorCode()).isEqualTo("sfdc.platform.eventbus.grpc.subscription.fetch.replayid.corrupted");
        assertThat(refused.status().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    }

    @Test
    void wrongRequestsAreRefused() throws Exception {
        assertThat(bus.earliest("", 1).errorCode()).isEqualTo(BusError.TOPIC_EMPTY.code());
        assertThat(bus.earliest("/data/UserChangeEvent", 1).errorCode()).isEqualTo(BusError.TOPIC_NOT_FOUND.code());
        assertThat(bus.earliest(EventClient.TASKS, 0).errorCode()).isEqualTo(BusError.REQUESTED_EVENTS.code());
        EventStream moved = bus.earliest(EventClient.TASKS, 1);
        moved.send(FetchRequest.newBuilder()
                .setTopicName(EventClient.CONTACTS)
                .setNumRequested(1)
                .build());
        assertThat(moved.errorCode()).isEqualTo(BusError.TOPIC_MISMATCH.code());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
                    a token that nobody has,          accesstoken, 00Dx!y,            service.auth.error
                    another organisation,             tenantid,    00D000000000000EAA, service.auth.error
                    another instance,                 instanceurl, http://127.0.0.1:1, service.auth.error
                    no URL,                           instanceurl, not a url,         service.auth.error
                    a blank token,                    accesstoken, ' ',               service.auth.headers.invalid
                    """)
    void callsNeedASession(String name, String header, String value, String code) {
        StatusRuntimeException refused = catchThrowableOfType(
                StatusRuntimeException.class,
                () -> bus.with(header, value)
                        .calls()
                        .getTopic(TopicRequest.newBuilder()
                                .setTopicName(EventClient.TASKS)
                                .build()));
        assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
        assertThat(EventStream.errorCode(refused)).isEqualTo("sfdc.platform.eventbus.grpc." + code);
    }

    @Test
    void callsAreRefusedOnDemand() {
        emulator.events().plan().refuseNext(1, BusError.UNAVAILABLE);
        TopicRequest request =
                TopicRequest.newBuilder().setTopicName(EventClient.TASKS).build();
        StatusRuntimeException refused = catchThrowableOfType(
                StatusRuntimeException.class, () -> bus.calls().getTopic(request));
        assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        TopicInfo topic = bus.calls().getTopic(request);
        assertThat(topic.getCanSubscribe()).isTrue();
        assertThat(topic.getTenantGuid()).isEqualTo(emulator.org().id());
    }

    /** F41: the schema cannot be told, and then it can. */
    @Test
    void schemasFailOnDemand() {
        String id = bus.calls()
                .getTopic(TopicRequest.newBuilder()
                        .setTopicName(EventClient.TASKS)
                        .build())
                .getSchemaId();
        emulator.events().plan().failSchemas(1);
        SchemaRequest request = SchemaRequest.newBuilder().setSchemaId(id).build();
        StatusRuntimeException failed = catchThrowableOfType(
                StatusRuntimeException.class, () -> bus.calls().getSchema(request));
        assertThat(EventStream.errorCode(failed)).isEqualTo(BusError.SCHEMA_UNAVAILABLE.code());
        assertThat(bus.calls().getSchema(request).getSchemaId()).isEqualTo(id);
        StatusRuntimeException unknown = catchThrowableOfType(
                StatusRuntimeException.class, () -> bus.calls().getSchema(SchemaRequest.getDefaultInstance()));
        assertThat(EventStream.errorCode(unknown)).isEqualTo(BusError.SCHEMA_VALIDATION.code());
    }

    @Test
    void lostEventsNeverCome() throws Exception {
        emulator.events().plan().loseNext(1);
        List<String> ids = tasks(2);
        assertThat(recordIds(bus.earliest(EventClient.TASKS, 5).events(1))).containsExactly(ids.get(1));
    }
}
