package dev.touchstone.touchpoint.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.runtime.SchemaMigration;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.touchpoint.v1.IngestWebEventsRequest;
import dev.touchstone.touchpoint.v1.IngestWebEventsResponse;
import dev.touchstone.touchpoint.v1.WebEventServiceGrpc;
import io.agroal.api.AgroalDataSource;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client that sends faster than the database stores is stopped by flow control and does not fill the service's memory. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MappingStub.class)
@TestProfile(WithoutWorkers.class)
class StreamFlowTest {
    private static final int MESSAGES = 500;
    private static final int EVENTS_IN_MESSAGE = 55;
    /** About as long as an address may be, so that a message has some 100 KB. */
    private static final String PAGE = "https://acme.com/" + "x".repeat(1_900) + "/";
    /** The service takes 4 before the first is worked off; one or two more are on their way in the buffers of the connection. */
    private static final int FAR_FEWER = 30;

    @TestHTTPResource("/")
    URI service;

    @Inject
    AgroalDataSource dataSource;

    @Inject
    SchemaMigration schema;

    private TouchpointClient client;
    private StoredState state;

    @BeforeEach
    void begin() throws InterruptedException {
        assertThat(schema.await(Duration.ofMinutes(1))).isTrue();
        client = new TouchpointClient(service);
        state = new StoredState(dataSource);
        state.clear();
    }

    @AfterEach
    void end() {
        client.close();
    }

    @Test
    void quickClientWaitsForTheDatabaseAndThenAllIsStored() {
        QuickClient quick = new QuickClient();
        try (HeldCommit held = new HeldCommit(dataSource, "web_event")) {
            CompletableFuture<Void> sending = held.start(() -> quick.send(client));
            quick.awaitStandstill();
            assertThat(quick.sent.get()).isLessThan(FAR_FEWER);
            assertThat(quick.stream.isReady()).isFalse();

            held.release(sending);
        }
        assertThat(quick.sent.get()).isEqualTo(MESSAGES);
        assertThat(quick.answer.join().getAcceptedCount()).isEqualTo(MESSAGES * EVENTS_IN_MESSAGE);
        assertThat(state.count("web_event")).isEqualTo(MESSAGES * EVENTS_IN_MESSAGE);
    }

    /** Sends whenever the connection has room for more. */
    private static final class QuickClient
            implements ClientResponseObserver<IngestWebEventsRequest, IngestWebEventsResponse> {
        private final AtomicInteger sent = new AtomicInteger();
        private final CompletableFuture<IngestWebEventsResponse> answer = new CompletableFuture<>();
        private volatile ClientCallStreamObserver<IngestWebEventsRequest> stream;

        /** Returns when all is answered. */
        void send(TouchpointClient client) {
            WebEventServiceGrpc.newStub(client.channel()).ingestWebEvents(this);
            answer.join();
        }

        /** Waits until nothing more was sent for a while, because the connection has no room or because all is sent. */
        void awaitStandstill() {
            int[] before = {-1};
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> {
                        boolean same = sent.get() == before[0];
                        before[0] = sent.get();
                        return same;
                    });
        }

        @Override
        public void beforeStart(ClientCallStreamObserver<IngestWebEventsRequest> requests) {
            stream = requests;
            requests.setOnReadyHandler(this::sendWhileThereIsRoom);
        }

        private void sendWhileThereIsRoom() {
            while (stream.isReady() && sent.get() < MESSAGES) {
                stream.onNext(message(sent.getAndIncrement()));
                if (sent.get() == MESSAGES) {
                    stream.onCompleted();
                }
            }
        }

        private static IngestWebEventsRequest message(int index) {
            IngestWebEventsRequest.Builder message = IngestWebEventsRequest.newBuilder();
            for (int i = 0; i < EVENTS_IN_MESSAGE; i++) {
                String id = index + "-" + i;
                message.addWebEvents(Facts.pageView("v", id, Facts.at("09:00"), PAGE + id));
            }
            return message.build();
        }

        @Override
        public void onNext(IngestWebEventsResponse response) {
            answer.complete(response);
        }

        @Override
        public void onError(Throwable error) {
            answer.completeExceptionally(error);
        }

        @Override
        public void onCompleted() {}
    }
}
