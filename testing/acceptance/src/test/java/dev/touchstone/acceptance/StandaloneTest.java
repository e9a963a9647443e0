package dev.touchstone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonParser;
import dev.touchstone.acceptance.Senders.Answers;
import dev.touchstone.local.suite.DataDirectory;
import dev.touchstone.local.suite.LocalPostgres;
import dev.touchstone.local.suite.Ports;
import dev.touchstone.touchpoint.v1.CrmRecord;
import dev.touchstone.touchpoint.v1.CrmRecordServiceGrpc;
import dev.touchstone.touchpoint.v1.IngestWebEventsRequest;
import dev.touchstone.touchpoint.v1.IngestWebEventsResponse;
import dev.touchstone.touchpoint.v1.SyncCrmRecordsRequest;
import dev.touchstone.touchpoint.v1.SyncCrmRecordsResponse;
import dev.touchstone.touchpoint.v1.WebEvent;
import dev.touchstone.touchpoint.v1.WebEventServiceGrpc;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.StreamObserver;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each service's artifact by itself, as an orchestrator runs it: {@code java -jar} and environment variables.
 * Promised: it waits for its database and says so once, tells the truth to probes, logs JSON, keeps reflection to
 * itself, ends with one sentence when its port is taken, and when it is told to end it first finishes what it has in
 * hand.
 */
@Isolated
class StandaloneTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int MESSAGES = 100;
    private static final int ENDLESS = 20_000;
    private static final int IN_FLIGHT = 4;
    private static final long PAUSE_NANOS = 10_000_000;

    /** What an orchestrator gives by default before it kills. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private static final Path BINARIES = WholeSuite.HOME.resolve(".touchstone/postgresql");

    private DataDirectory directory;
    private int postgresPort;

    @BeforeEach
    void takeADirectory(TestInfo test) {
        String method = test.getTestMethod().orElseThrow().getName();
        directory = WholeSuite.directory(method + "-" + test.getDisplayName().replaceAll("^\\[(\\d+)\\].*|.*", "$1"));
        postgresPort = Ports.free(1).get(0);
    }

    @AfterEach
    void giveTheDirectoryBack() {
        directory.close();
    }

    /** As an orchestrator does it: one process migrates and ends, the others wait, and say for which version. */
    @ParameterizedTest
    @ValueSource(strings = {"mapping-service", "touchpoint-service", "sales-sync-service"})
    void servesWhenAnotherProcessHasMigratedAndEnded(String name) throws Exception {
        try (LocalPostgres postgres = LocalPostgres.start(directory, BINARIES, postgresPort);
                ServiceAlone service = ServiceAlone.start(
                        name, directory.path(), postgresPort, Map.of("TOUCHSTONE_SCHEMA_MODE", "wait"))) {
            assertThat(postgres.isAlive()).isTrue();
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(
                                    Http.get(service.managementPort(), "/q/health/ready").body())
                            .contains("the schema has version none and this build needs 00"));

            try (ServiceAlone migration = ServiceAlone.start(
                    name, directory.path(), postgresPort, Map.of("TOUCHSTONE_SCHEMA_MODE", "migrate-only"))) {
                assertThat(migration.process().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .isTrue();
                assertThat(migration.process().exitValue()).isZero();
                assertThat(migration.warnings()).isEmpty();
            }
            await().atMost(PATIENCE).until(() -> service.management("/q/health/ready") == 200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mapping-service", "touchpoint-service", "sales-sync-service"})
    void waitsForItsDatabaseAndIsReadyWhenItComes(String name) throws Exception {
        try (ServiceAlone service = ServiceAlone.start(name, directory.path(), postgresPort, Map.of())) {
            await().atMost(PATIENCE).until(() -> service.management("/q/health/live") == 200);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(service.warnings())
                            .filteredOn(message -> message.startsWith("waiting for the database: "))
                            .hasSize(1));
            assertThat(service.management("/q/health/ready")).isEqualTo(503);
            assertThat(service.management("/q/health/live")).isEqualTo(200);
            assertThat(service.process().isAlive()).isTrue();

            try (LocalPostgres postgres = LocalPostgres.start(directory, BINARIES, postgresPort)) {
                assertThat(postgres.isAlive()).isTrue();
                await().atMost(PATIENCE).until(() -> service.management("/q/health/ready") == 200);
                assertThat(HealthGrpc.newBlockingStub(service.connect())
                                .check(HealthCheckRequest.getDefaultInstance())
                                .getStatus())
                        .isEqualTo(ServingStatus.SERVING);
                assertThat(Http.get(service.managementPort(), "/q/metrics").body())
                        .contains("jvm_memory_used_bytes", "grpc_server_processing_duration_seconds");
                assertThat(Http.status(service.port(), "/q/metrics")).isEqualTo(404);
                assertThatThrownBy(() -> services(service))
                        .isInstanceOfSatisfying(
                                StatusRuntimeException.class,
                                refused -> assertThat(refused.getStatus().getCode())
                                        .isEqualTo(Status.Code.UNIMPLEMENTED));
            }
            assertThat(service.warnings())
                    .as("the outage is told once")
                    .filteredOn(message -> message.startsWith("waiting for the database: "))
                    .hasSize(1);
            assertThat(service.log())
                    .allSatisfy(line -> assertThat(JsonParser.parseString(line)
                                    .getAsJsonObject()
                                    .has("message"))
                            .isTrue());
            assertThat(service.complaints()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "mapping-service, touchstone.mapping.v1.MappingService",
        "touchpoint-service, touchstone.touchpoint.v1.TouchpointService",
        "sales-sync-service, touchstone.salessync.v1.SalesPeopleService"
    })
    void reflectionIsThereWhenItIsSwitchedOn(String name, String contract) throws Exception {
        Map<String, String> on = Map.of("QUARKUS_GRPC_SERVER_ENABLE_REFLECTION_SERVICE", "true");
        try (ServiceAlone service = ServiceAlone.start(name, directory.path(), postgresPort, on)) {
            await().atMost(PATIENCE).until(() -> service.management("/q/health/live") == 200);

            assertThat(services(service)).contains(contract);
        }
    }

    /** Now and then the process ends before its log is written; so it may have three starts to say the sentence. */
    @ParameterizedTest
    @ValueSource(strings = {"mapping-service", "touchpoint-service", "sales-sync-service"})
    void aTakenPortIsToldInASentenceAndEndsTheProcess(String name) throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            List<String> sentences = List.of();
            for (int start = 0; start < 3 && sentences.isEmpty(); start++) {
                sentences = endOnTakenPort(name, taken.getLocalPort());
            }
            assertThat(sentences).hasSize(1);
        }
    }

    /** The sentences that tell of the port. */
    private List<String> endOnTakenPort(String name, int port) throws InterruptedException {
        try (ServiceAlone service = ServiceAlone.start(name, directory.path(), postgresPort, port, Map.of())) {
            assertThat(service.process().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("it ends by itself")
                    .isTrue();
            assertThat(service.process().exitValue()).isNotZero();
            assertThat(service.log()).as("no stack trace").noneMatch(line -> line.contains("\"exception\""));
            assertThat(service.complaints()).isEmpty();
            return service.warnings().stream()
                    .filter(message -> message.startsWith("Port " + port + " seems to be in use"))
                    .toList();
        }
    }

    /** SIGTERM, as an orchestrator sends it, in the middle of streams that their clients then finish. */
    @Test
    void streamsInHandAreFinishedBeforeTheProcessEnds() throws Exception {
        try (LocalPostgres postgres = LocalPostgres.start(directory, BINARIES, postgresPort);
                ServiceAlone service = readyTouchpointService()) {
            Answers<IngestWebEventsResponse> webAnswers = new Answers<>();
            Answers<SyncCrmRecordsResponse> crmAnswers = new Answers<>();
            StreamObserver<IngestWebEventsRequest> web =
                    WebEventServiceGrpc.newStub(service.connect()).ingestWebEvents(webAnswers);
            StreamObserver<SyncCrmRecordsRequest> crm =
                    CrmRecordServiceGrpc.newStub(service.connect()).syncCrmRecords(crmAnswers);
            int events = 0;
            for (int i = 0; i < MESSAGES; i++) {
                List<WebEvent> visitor =
                        VisitorStory.tell("stop", 0, i, new Random(i)).events();
                web.onNext(IngestWebEventsRequest.newBuilder()
                        .addAllWebEvents(visitor)
                        .build());
                events += visitor.size();
                crm.onNext(batch(i));
                crmAnswers.awaitReceived(i + 1 - IN_FLIGHT);
                if (i == MESSAGES / 2) {
                    tellToEnd(service);
                }
            }
            web.onCompleted();
            crm.onCompleted();
            awaitEnd(service);

            assertThat(webAnswers.await()).hasSize(1);
            assertThat(webAnswers.receivedSoFar().get(0).getAcceptedCount()).isEqualTo(events);
            assertThat(crmAnswers.await()).hasSize(MESSAGES);
            assertThat(touchpointDatabase().number("SELECT count(*) FROM web_event"))
                    .isEqualTo(events);
            assertThat(storedPeople()).containsAll(people(MESSAGES));
            assertThat(postgres.isAlive()).isTrue();
        }
    }

    /** SIGTERM while a client goes on and on: it is cut off, and what was acknowledged to it is stored. */
    @Test
    void aStreamWithoutEndDoesNotKeepTheProcessFromEnding() throws Exception {
        try (LocalPostgres postgres = LocalPostgres.start(directory, BINARIES, postgresPort);
                ServiceAlone service = readyTouchpointService()) {
            Answers<SyncCrmRecordsResponse> answers = new Answers<>();
            StreamObserver<SyncCrmRecordsRequest> crm =
                    CrmRecordServiceGrpc.newStub(service.connect()).syncCrmRecords(answers);
            for (int i = 0; !answers.hasEnded() && i < ENDLESS; i++) {
                crm.onNext(batch(i));
                answers.awaitReceived(i + 1 - IN_FLIGHT);
                if (i == MESSAGES) {
                    tellToEnd(service);
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            awaitEnd(service);

            assertThat(answers.await()).hasSizeGreaterThan(MESSAGES / 2);
            assertThat(storedPeople()).containsAll(people(answers.await().size()));
            assertThat(postgres.isAlive()).isTrue();
        }
    }

    private ServiceAlone readyTouchpointService() {
        ServiceAlone service = ServiceAlone.start("touchpoint-service", directory.path(), postgresPort, Map.of());
        await().atMost(PATIENCE).until(() -> service.management("/q/health/ready") == 200);
        return service;
    }

    /** Returns when it has begun to stop: it takes no new requests then. */
    private static void tellToEnd(ServiceAlone service) {
        assertThat(Http.status(service.port(), "/")).isEqualTo(404);
        service.process().destroy();
        await().atMost(PATIENCE).until(() -> Http.status(service.port(), "/") != 404);
    }

    private static void awaitEnd(ServiceAlone service) throws InterruptedException {
        assertThat(service.process().waitFor(GRACE.toSeconds(), TimeUnit.SECONDS))
                .as(() -> "it ends by itself; its log:\n" + String.join("\n", service.log()))
                .isTrue();
        assertThat(service.process().exitValue()).as("128 + SIGTERM").isEqualTo(143);
    }

    private static SyncCrmRecordsRequest batch(int number) {
        return SyncCrmRecordsRequest.newBuilder()
                .setBatchId(Integer.toString(number))
                .addAllRecords(CrmStory.person("stop", number).records())
                .build();
    }

    /** Ids of the people in the first batches; batches are answered in order. */
    private static List<String> people(int batches) {
        return IntStream.range(0, batches)
                .boxed()
                .flatMap(number -> CrmStory.person("stop", number).records().stream())
                .filter(CrmRecord::hasPerson)
                .map(record -> record.getPerson().getCrmPersonId())
                .distinct()
                .toList();
    }

    private List<String> storedPeople() {
        return touchpointDatabase().rows("SELECT crm_person_id FROM crm_person");
    }

    private Database touchpointDatabase() {
        return new Database(LocalPostgres.jdbcUrl(postgresPort, "touchpoint"));
    }

    /** What reflection lists. */
    private static List<String> services(ServiceAlone service) {
        Answers<ServerReflectionResponse> answers = new Answers<>();
        StreamObserver<ServerReflectionRequest> questions = ServerReflectionGrpc.newStub(service.connect())
                .withDeadlineAfter(20, TimeUnit.SECONDS)
                .serverReflectionInfo(answers);
        questions.onNext(
                ServerReflectionRequest.newBuilder().setListServices("").build());
        questions.onCompleted();
        List<ServerReflectionResponse> received = answers.await();
        if (received.isEmpty()) {
            throw answers.status().asRuntimeException();
        }
        return received.get(0).getListServicesResponse().getServiceList().stream()
                .map(ServiceResponse::getName)
                .toList();
    }
}
