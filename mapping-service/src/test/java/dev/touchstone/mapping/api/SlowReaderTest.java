package dev.touchstone.mapping.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchstone.mapping.ruleset.ActiveRuleSet;
import dev.touchstone.mapping.v1.ClassifyRequest;
import dev.touchstone.mapping.v1.ClassifyStreamRequest;
import dev.touchstone.mapping.v1.ClassifyStreamResponse;
import dev.touchstone.mapping.v1.MappingKey;
import dev.touchstone.mapping.v1.MappingKeyKind;
import dev.touchstone.mapping.v1.MappingServiceGrpc;
import dev.touchstone.testing.database.PostgresTestResource;
import io.grpc.Channel;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A client of ClassifyStream that sends as fast as it can and reads nothing, over the real port. */
@QuarkusTest
@TestProfile(SlowReaderTest.Alone.class)
@WithTestResource(PostgresTestResource.class)
class SlowReaderTest {
    /** Keeps the calls of other tests out of the counters. */
    public static final class Alone implements QuarkusTestProfile {}

    private static final int KEYS = 1_000;
    private static final int BATCHES = 2_000;

    /** What gRPC's own windows may hold of the answers: 1 MB at the client, and less than that on the way. */
    private static final int BYTES_ON_THE_WAY = 2 * 1024 * 1024;

    /** The bound of the contract, and one that is just being answered. */
    private static final int WAITING = 4 + 1;

    private static final ClassifyRequest BATCH = ClassifyRequest.newBuilder()
            .addAllMappingKeys(Collections.nCopies(
                    KEYS,
                    MappingKey.newBuilder()
                            .setKind(MappingKeyKind.MAPPING_KEY_KIND_WEB_SESSION)
                            .setSource("facebook")
                            .build()))
            .build();

    @GrpcClient("mapping")
    Channel channel;

    /** A connection of its own: what a client does not read holds up what else comes over its connection. */
    @GrpcClient("other")
    MappingServiceGrpc.MappingServiceBlockingStub others;

    @Inject
    ActiveRuleSet activeRuleSet;

    @Inject
    MeterRegistry registry;

    /** Sends while the transport takes it, and is given an answer only when it asks for one. */
    private static final class Reader implements ClientResponseObserver<ClassifyStreamRequest, ClassifyStreamResponse> {
        private final CompletableFuture<ClientCallStreamObserver<ClassifyStreamRequest>> call =
                new CompletableFuture<>();
        private final CompletableFuture<Void> ended = new CompletableFuture<>();
        private final AtomicInteger sent = new AtomicInteger();
        private final AtomicInteger answered = new AtomicInteger();

        @Override
        public void beforeStart(ClientCallStreamObserver<ClassifyStreamRequest> stream) {
            stream.disableAutoRequestWithInitial(0);
            stream.setOnReadyHandler(() -> send(stream));
            call.complete(stream);
        }

        private void send(ClientCallStreamObserver<ClassifyStreamRequest> stream) {
            while (stream.isReady() && sent.get() < BATCHES) {
                stream.onNext(ClassifyStreamRequest.newBuilder().setBatch(BATCH).build());
                if (sent.incrementAndGet() == BATCHES) {
                    stream.onCompleted();
                }
            }
        }

        @Override
        public void onNext(ClassifyStreamResponse answer) {
            assertThat(answer.getBatch().getMatchesCount()).isEqualTo(KEYS);
            answered.incrementAndGet();
            call.join().request(1);
        }

        @Override
        public void onError(Throwable error) {
            ended.completeExceptionally(error);
        }

        @Override
        public void onCompleted() {
            ended.complete(null);
        }
    }

    @Test
    void serviceReadsNoFurtherThanItsBoundUntilAnswersAreRead() {
        await().untilAsserted(() -> assertThat(activeRuleSet.find()).isPresent());
        int answerBytes = others.classify(BATCH).getSerializedSize();
        int bound = BYTES_ON_THE_WAY / answerBytes + WAITING;
        assertThat(BATCHES).as("enough to tell a bound from none").isGreaterThan(10 * bound);
        double before = classifiedKeys();

        Reader reader = new Reader();
        MappingServiceGrpc.newStub(channel).classifyStream(reader);
        await().atMost(Duration.ofMinutes(2))
                .until(() -> !reader.call.join().isReady() || reader.sent.get() == BATCHES);
        // The service has all the time it wants while it answers these.
        ClassifyRequest small = BATCH.toBuilder()
                .clearMappingKeys()
                .addMappingKeys(BATCH.getMappingKeys(0))
                .build();
        int calls = 500;
        for (int i = 0; i < calls; i++) {
            others.withDeadlineAfter(1, TimeUnit.MINUTES).classify(small);
        }

        double batchesTaken = (classifiedKeys() - before - calls) / KEYS;
        assertThat(reader.answered).hasValue(0);
        assertThat(batchesTaken).isBetween(1.0, (double) bound);

        reader.call.join().request(1);
        reader.ended.orTimeout(5, TimeUnit.MINUTES).join();
        assertThat(reader.answered).as("held back, and nothing lost").hasValue(BATCHES);
    }

    private double classifiedKeys() {
        return registry.find("touchstone.mapping.classified.keys").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }
}
