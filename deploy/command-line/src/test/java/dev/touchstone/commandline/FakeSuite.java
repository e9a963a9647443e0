package dev.touchstone.commandline;

import com.google.rpc.BadRequest.FieldViolation;
import dev.touchstone.commandline.terminal.Terminal;
import dev.touchstone.contract.RpcFailure;
import dev.touchstone.contract.RpcStatus;
import dev.touchstone.touchpoint.v1.AdminServiceGrpc;
import dev.touchstone.touchpoint.v1.CrmRecord;
import dev.touchstone.touchpoint.v1.GetDerivationStatusRequest;
import dev.touchstone.touchpoint.v1.GetDerivationStatusResponse;
import dev.touchstone.touchpoint.v1.GetJourneyRequest;
import dev.touchstone.touchpoint.v1.GetJourneyResponse;
import dev.touchstone.touchpoint.v1.IngestWebEventsRequest;
import dev.touchstone.touchpoint.v1.IngestWebEventsResponse;
import dev.touchstone.touchpoint.v1.ListTouchpointsRequest;
import dev.touchstone.touchpoint.v1.ListTouchpointsResponse;
import dev.touchstone.touchpoint.v1.SessionCount;
import dev.touchstone.touchpoint.v1.SessionServiceGrpc;
import dev.touchstone.touchpoint.v1.SummarizeSessionsRequest;
import dev.touchstone.touchpoint.v1.SummarizeSessionsResponse;
import dev.touchstone.touchpoint.v1.SyncCrmRecordsRequest;
import dev.touchstone.touchpoint.v1.Touchpoint;
import dev.touchstone.touchpoint.v1.TouchpointServiceGrpc;
import dev.touchstone.touchpoint.v1.WebEvent;
import dev.touchstone.touchpoint.v1.WebEventServiceGrpc;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import picocli.CommandLine;

/** A server of the contracts on a real socket, which keeps the events and records it is sent by their identity. */
public final class FakeSuite implements AutoCloseable {
    public final Map<String, WebEvent> events = new LinkedHashMap<>();
    public final Map<String, CrmRecord> records = new LinkedHashMap<>();
    public final Map<String, String> cursors = new LinkedHashMap<>();
    /** Told of each batch of records before it is stored; a status it throws is the answer instead. */
    public volatile Consumer<SyncCrmRecordsRequest> onBatch = request -> {};

    public final FakeRuleSets ruleSets = new FakeRuleSets();
    public final FakeSales sales = new FakeSales();
<<<<<<< HEAD
    public final FakeTasks tasks = new FakeTasks();
    public final FakeReminders reminders = new FakeReminders();
=======
    public final FakePrivacy privacy = new FakePrivacy();
>>>>>>> be172cf (kept: export of a person from sales-sync-service and the command person; written, never built)
    public final List<Integer> messageSizes = new ArrayList<>();
    public final List<Integer> streamSizes = new ArrayList<>();
    public final AtomicInteger breaks = new AtomicInteger();
    public final AtomicInteger losses = new AtomicInteger();
    /** How long a dry run was given. */
    public final AtomicLong previewSeconds = new AtomicLong();

    /** The header authorization of the last call; empty if it had none. */
    public final AtomicReference<String> authorization = new AtomicReference<>("");

    private final AtomicInteger questions = new AtomicInteger();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Server server;
    private final int port;

    public FakeSuite() throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .intercept(new Authorization())
                .addService(new WebEvents())
                .addService(new FakeCrmRecords(records, cursors, request -> onBatch.accept(request)))
                .addService(new FakeGenerationRules(previewSeconds))
                .addService(ruleSets)
                .addService(new FakeRemap(ruleSets))
                .addService(new FakeChannels())
                .addService(new FakeTouchpointFields())
                .addService(sales.new Unsubscribes())
                .addService(sales.new CrmUnsubscribes())
                .addService(sales.new Diagnostics())
                .addService(sales.new Salesforce())
<<<<<<< HEAD
                .addService(tasks)
                .addService(reminders)
=======
                .addService(privacy.new Touchpoints())
                .addService(privacy.new People())
>>>>>>> be172cf (kept: export of a person from sales-sync-service and the command person; written, never built)
                .addService(new FakeSessionSettings())
                .addService(new Admin())
                .addService(new Sessions())
                .addService(new Touchpoints())
                .build()
                .start();
        port = server.getPort();
    }

    private final class Authorization implements ServerInterceptor {
        @Override
        public <Q, R> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
            String header = headers.get(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER));
            authorization.set(header == null ? "" : header);
            return next.startCall(call, headers);
        }
    }

    /** Runs a command against this server. */
    public int run(String... arguments) {
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                0,
                0,
                false);
        String address = "127.0.0.1:" + port;
        Map<String, String> environment = Map.of(
                "TOUCHSTONE_TOUCHPOINT_SERVICE", address,
                "TOUCHSTONE_MAPPING_SERVICE", address,
                "TOUCHSTONE_SALES_SYNC_SERVICE", address);
        out.reset();
        err.reset();
        try (Touchstone touchstone = new Touchstone(terminal, environment, Path.of("no-such-project"))) {
            return touchstone.run(touchstone.commandLine(), arguments);
        }
    }

    /** The commands, to be looked at. */
    @SuppressWarnings("resource") // nothing is opened before a call
    public static CommandLine commands() {
        Terminal nowhere = new Terminal(
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                0,
                0,
                false);
        return new Touchstone(nowhere, Map.of(), Path.of("no-such-project")).commandLine();
    }

    public String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    public String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private final class WebEvents extends WebEventServiceGrpc.WebEventServiceImplBase {
        @Override
        public StreamObserver<IngestWebEventsRequest> ingestWebEvents(StreamObserver<IngestWebEventsResponse> answers) {
            return new StreamObserver<>() {
                private final List<WebEvent> received = new ArrayList<>();

                @Override
                public void onNext(IngestWebEventsRequest request) {
                    messageSizes.add(request.getWebEventsCount());
                    received.addAll(request.getWebEventsList());
                }

                @Override
                public void onError(Throwable failure) {
                    received.clear();
                }

                @Override
                public void onCompleted() {
                    streamSizes.add(received.size());
                    long before = events.size();
                    received.forEach(event -> events.put(event.getVisitorId() + event.getEventId(), event));
                    if (breaks.getAndDecrement() > 0) {
                        answers.onError(Status.UNAVAILABLE.asRuntimeException());
                        return;
                    }
                    long accepted = events.size() - before;
                    answers.onNext(IngestWebEventsResponse.newBuilder()
                            .setAcceptedCount(accepted)
                            .setDuplicateCount(received.size() - accepted)
                            .build());
                    answers.onCompleted();
                }
            };
        }
    }

    private final class Admin extends AdminServiceGrpc.AdminServiceImplBase {
        @Override
        public void getDerivationStatus(
                GetDerivationStatusRequest request, StreamObserver<GetDerivationStatusResponse> answers) {
            boolean settled = questions.incrementAndGet() % 2 == 0;
            answers.onNext(GetDerivationStatusResponse.newBuilder()
                    .setUpToDate(settled)
                    .setUnmappedKeyCount(settled ? 0 : 3)
                    .build());
            answers.onCompleted();
        }
    }

    private static final class Sessions extends SessionServiceGrpc.SessionServiceImplBase {
        @Override
        public void summarizeSessions(
                SummarizeSessionsRequest request, StreamObserver<SummarizeSessionsResponse> answers) {
            answers.onNext(SummarizeSessionsResponse.newBuilder()
                    .addCounts(SessionCount.newBuilder()
                            .setChannel("Organic Search")
                            .setSubchannel("Google")
                            .setSessionCount(1_234)
                            .setVisitorCount(999))
                    .setTotalSessionCount(1_234)
                    .build());
            answers.onCompleted();
        }
    }

    private final class Touchpoints extends TouchpointServiceGrpc.TouchpointServiceImplBase {
        @Override
        public void getJourney(GetJourneyRequest request, StreamObserver<GetJourneyResponse> answers) {
            if (request.getEmail().startsWith("nobody")) {
                answers.onError(RpcStatus.of(new RpcFailure.NotFound(
                        "PERSON_NOT_FOUND", "nothing is known of this person", Map.of("id", "x"))));
                return;
            }
            if (request.getEmail().startsWith("lost") && losses.getAndDecrement() > 0) {
                answers.onError(Status.UNAVAILABLE.asRuntimeException());
                return;
            }
            if (request.getEmail().startsWith("lost")) {
                answers.onNext(GetJourneyResponse.newBuilder()
                        .setEmail(request.getEmail())
                        .build());
                answers.onCompleted();
                return;
            }
            if (request.getEmail().startsWith("slow")) {
                answers.onError(RpcStatus.of(new RpcFailure.Unavailable(
                        "DATABASE_UNAVAILABLE", "the database does not answer", Duration.ofMillis(1))));
                return;
            }
            answers.onError(RpcStatus.of(new RpcFailure.InvalidRequest(List.of(
                    FieldViolation.newBuilder()
                            .setField("email")
                            .setDescription("an e-mail address is expected")
                            .build(),
                    FieldViolation.newBuilder()
                            .setField("person_id")
                            .setDescription("a UUID is expected")
                            .build()))));
        }

        @Override
        public void listTouchpoints(ListTouchpointsRequest request, StreamObserver<ListTouchpointsResponse> answers) {
            int from = request.getPageToken().isEmpty() ? 0 : Integer.parseInt(request.getPageToken());
            ListTouchpointsResponse.Builder page = ListTouchpointsResponse.newBuilder();
            int to = Math.min(1_500, from + Math.min(1_000, request.getPageSize()));
            for (int i = from; i < to; i++) {
                page.addTouchpoints(Touchpoint.newBuilder().setTouchpointId("t" + i));
            }
            answers.onNext(page.setNextPageToken(to == 1_500 ? "" : Integer.toString(to))
                    .build());
            answers.onCompleted();
        }
    }
}
