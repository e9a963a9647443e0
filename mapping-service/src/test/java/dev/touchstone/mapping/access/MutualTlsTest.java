package dev.touchstone.mapping.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.touchstone.mapping.v1.ClassifyRequest;
import dev.touchstone.mapping.v1.ClassifyStreamRequest;
import dev.touchstone.mapping.v1.ClassifyStreamResponse;
import dev.touchstone.mapping.v1.MappingKey;
import dev.touchstone.mapping.v1.MappingKeyKind;
import dev.touchstone.mapping.v1.MappingServiceGrpc;
import dev.touchstone.testing.access.TestAuthority;
import dev.touchstone.testing.database.PostgresTestResource;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import io.netty.handler.ssl.SslContextBuilder;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A service with certificates, called by itself as it calls others, and by clients with better and worse ones. */
@QuarkusTest
@TestProfile(MutualTlsTest.WithCertificates.class)
@WithTestResource(PostgresTestResource.class)
class MutualTlsTest {
    private static final Path DIRECTORY = Path.of("target", "tls").toAbsolutePath();
    private static final ClassifyRequest BATCH = ClassifyRequest.newBuilder()
            .addMappingKeys(MappingKey.newBuilder().setKind(MappingKeyKind.MAPPING_KEY_KIND_WEB_SESSION))
            .build();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TestAuthority ours = TestAuthority.in(DIRECTORY.resolve("ours"));
    private final TestAuthority theirs = TestAuthority.in(DIRECTORY.resolve("theirs"));

    @GrpcClient("self")
    Channel self;

    /** The service as an operator with certificates runs it. */
    public static final class WithCertificates implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            TestAuthority.in(DIRECTORY.resolve("ours")).issue(service());
            String port = Integer.toString(freePort());
            return Map.of(
                    "touchstone.tls.directory",
                    service().toString(),
                    "touchstone.tls.interval",
                    "1S",
                    "quarkus.http.test-port",
                    port,
                    "quarkus.grpc.clients.self.host",
                    "localhost",
                    "quarkus.grpc.clients.self.test-port",
                    port);
        }

        private static int freePort() {
            try (ServerSocket socket = new ServerSocket(0)) {
                return socket.getLocalPort();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static Path service() {
        return DIRECTORY.resolve("service");
    }

    @BeforeEach
    void begin() {
        ours.issue(service());
        ours.issue(DIRECTORY.resolve("our-client"));
        theirs.issue(DIRECTORY.resolve("their-client"));
        awaitAnswers("our-client");
    }

    @Test
    void whoHasACertificateOfTheAuthorityIsLetInAndNobodyElse() throws SSLException {
        assertThat(codeOf(self)).isEqualTo(Status.Code.OK);
        assertThat(answerTo(client("our-client", "our-client"))).isEqualTo(Status.Code.OK);
        assertThat(answerTo(client("our-client", "their-client")))
                .as("a certificate of another authority")
                .isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(answerTo(client("their-client", "our-client")))
                .as("the service has a certificate of another authority")
                .isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(answerTo(address().usePlaintext().build())).isEqualTo(Status.Code.UNAVAILABLE);
    }

    @Test
    void whoHasNoCertificateIsToldSo() throws SSLException {
        ManagedChannel client = address()
                .sslContext(GrpcSslContexts.forClient()
                        .trustManager(DIRECTORY.resolve("our-client/ca.crt").toFile())
                        .build())
                .build();
        try {
            assertThatThrownBy(() -> classify(client))
                    .isInstanceOf(StatusRuntimeException.class)
                    .hasMessage(
                            "UNAUTHENTICATED: call by TLS with a certificate of an authority that this service trusts");
        } finally {
            client.shutdownNow();
        }
    }

    /** All of it is replaced, the authority too: those who have the new one are let in then, and others no more. */
    @Test
    void newCertificatesAreUsedWithoutARestartAndStreamsGoOn() throws Exception {
        ManagedChannel before = client("our-client", "our-client");
        try (Stream stream = new Stream(before);
                Stream own = new Stream(self)) {
            stream.sendAndReceive();
            own.sendAndReceive();

            theirs.issue(service());

            awaitAnswers("their-client");
            assertThat(answerTo(client("our-client", "our-client"))).isEqualTo(Status.Code.UNAVAILABLE);
            ((ManagedChannel) self).enterIdle();
            assertThat(codeOf(self))
                    .as("a new connection of the service itself")
                    .isEqualTo(Status.Code.OK);
            stream.sendAndReceive();
            own.sendAndReceive();
        } finally {
            before.shutdownNow();
        }
    }

    private static void awaitAnswers(String client) {
        await().atMost(PATIENCE).until(() -> answerTo(client(client, client)) == Status.Code.OK);
    }

    /** Classifies batch after batch. */
    private static final class Stream implements StreamObserver<ClassifyStreamResponse>, AutoCloseable {
        private final BlockingQueue<ClassifyStreamResponse> answers = new LinkedBlockingQueue<>();
        private final StreamObserver<ClassifyStreamRequest> requests;

        Stream(Channel channel) {
            requests = MappingServiceGrpc.newStub(channel).classifyStream(this);
        }

        void sendAndReceive() throws InterruptedException {
            requests.onNext(ClassifyStreamRequest.newBuilder().setBatch(BATCH).build());
            assertThat(answers.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isNotNull();
        }

        @Override
        public void onNext(ClassifyStreamResponse answer) {
            answers.add(answer);
        }

        @Override
        public void onError(Throwable broken) {
            // The answer that does not come tells it.
        }

        @Override
        public void onCompleted() {
            // Likewise.
        }

        @Override
        public void close() {
            requests.onCompleted();
        }
    }

    private static NettyChannelBuilder address() {
        return NettyChannelBuilder.forAddress(
                "localhost", ConfigProvider.getConfig().getValue("quarkus.http.test-ssl-port", Integer.class));
    }

    private static ManagedChannel client(String trusting, String showing) throws SSLException {
        Path shown = DIRECTORY.resolve(showing);
        SslContextBuilder context = GrpcSslContexts.forClient()
                .trustManager(DIRECTORY.resolve(trusting).resolve("ca.crt").toFile())
                .keyManager(
                        shown.resolve("tls.crt").toFile(),
                        shown.resolve("tls.key").toFile());
        return address().sslContext(context.build()).build();
    }

    private static Status.Code answerTo(ManagedChannel client) {
        try {
            return codeOf(client);
        } finally {
            client.shutdownNow();
        }
    }

    private static Status.Code codeOf(Channel channel) {
        try {
            classify(channel);
            return Status.Code.OK;
        } catch (StatusRuntimeException e) {
            return e.getStatus().getCode();
        }
    }

    private static void classify(Channel channel) {
        MappingServiceGrpc.newBlockingStub(channel).classify(BATCH);
    }
}
