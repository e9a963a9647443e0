package dev.touchstone.salessync.salesforce.event.stream;

import com.google.protobuf.ByteString;
import dev.touchstone.salesforce.eventbus.v1.ConsumerEvent;
import dev.touchstone.salesforce.eventbus.v1.FetchRequest;
import dev.touchstone.salesforce.eventbus.v1.FetchResponse;
import dev.touchstone.salesforce.eventbus.v1.PubSubGrpc;
import dev.touchstone.salesforce.eventbus.v1.ReplayPreset;
import dev.touchstone.salesforce.eventbus.v1.SchemaRequest;
import dev.touchstone.salesforce.eventbus.v1.TopicRequest;
import dev.touchstone.salessync.salesforce.auth.Session;
import dev.touchstone.salessync.salesforce.event.EventTopic;
import dev.touchstone.salessync.salesforce.event.RawEvent;
import dev.touchstone.salessync.salesforce.event.ReplayId;
import dev.touchstone.salessync.salesforce.event.stream.StreamEnd.Closed;
import dev.touchstone.salessync.salesforce.event.stream.StreamEnd.TopicRefused;
import io.grpc.ClientInterceptor;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.MetadataUtils;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The Pub/Sub API over gRPC. */
public final class GrpcEventBus implements EventBus {
    /** Where Salesforce's is for all organisations. */
    public static final URI SALESFORCE = URI.create("https://api.pubsub.salesforce.com:7443");

    private static final Metadata.Key<String> TOKEN = key("accesstoken");
    private static final Metadata.Key<String> INSTANCE = key("instanceurl");
    private static final Metadata.Key<String> TENANT = key("tenantid");
    private static final Metadata.Key<String> ERROR_CODE = key("error-code");
    /** A hundred events of a megabyte each are not to be expected; what is above is refused by our side. */
    private static final int MAX_MESSAGE = 20_000_000;

    private final ManagedChannel channel;
    private final String orgId;

    /**
     * A bus; the connection is made when it is needed.
     *
     * @param address {@code https://host:port}; with {@code http} nothing is encrypted, as tests have it
     * @param orgId id of the organisation, 18 characters
     */
    public GrpcEventBus(URI address, String orgId) {
        ManagedChannelBuilder<?> builder = ManagedChannelBuilder.forAddress(address.getHost(), address.getPort())
                .maxInboundMessageSize(MAX_MESSAGE);
        this.channel = ("http".equals(address.getScheme()) ? builder.usePlaintext() : builder).build();
        this.orgId = orgId;
    }

    @Override
    public void check(Session session, EventTopic topic, Duration timeout) {
        try {
            boolean readable = calls(session, timeout)
                    .getTopic(
                            TopicRequest.newBuilder().setTopicName(topic.name()).build())
                    .getCanSubscribe();
            if (!readable) {
                throw new StreamFailure(new TopicRefused("the user may not subscribe"));
            }
        } catch (StatusRuntimeException failed) {
            throw new StreamFailure(end(failed));
        }
    }

    @Override
    public String schema(Session session, String schemaId, Duration timeout) {
        try {
            return calls(session, timeout)
                    .getSchema(SchemaRequest.newBuilder().setSchemaId(schemaId).build())
                    .getSchemaJson();
        } catch (StatusRuntimeException failed) {
            throw new StreamFailure(end(failed));
        }
    }

    @Override
    public Stream open(Session session, EventTopic topic, StartAt start, int requested) {
        FetchRequest.Builder first =
                FetchRequest.newBuilder().setTopicName(topic.name()).setNumRequested(requested);
        switch (start) {
            case StartAt.Earliest ignored -> first.setReplayPreset(ReplayPreset.EARLIEST);
            case StartAt.After after ->
                first.setReplayPreset(ReplayPreset.CUSTOM)
                        .setReplayId(ByteString.copyFrom(after.place().bytes()));
        }
        GrpcStream stream = new GrpcStream();
        PubSubGrpc.newStub(channel).withInterceptors(headers(session)).subscribe(stream);
        stream.requests().onNext(first.build());
        return stream;
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }

    private PubSubGrpc.PubSubBlockingStub calls(Session session, Duration timeout) {
        return PubSubGrpc.newBlockingStub(channel)
                .withInterceptors(headers(session))
                .withDeadlineAfter(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private ClientInterceptor headers(Session session) {
        Metadata headers = new Metadata();
        headers.put(TOKEN, session.accessToken());
        headers.put(INSTANCE, session.instanceUrl().toString());
        headers.put(TENANT, orgId);
        return MetadataUtils.newAttachHeadersInterceptor(headers);
    }

    private static StreamEnd end(Throwable failed) {
        @Nullable Metadata trailers = Status.trailersFromThrowable(failed);
        @Nullable String code = trailers == null ? null : trailers.get(ERROR_CODE);
        return StreamErrors.end(Status.fromThrowable(failed).getCode().name(), code == null ? "" : code);
    }

    private static Metadata.Key<String> key(String name) {
        return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }

    /** A stream that takes one response at a time off the wire. */
    private static final class GrpcStream implements Stream, ClientResponseObserver<FetchRequest, FetchResponse> {
        private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
        private volatile @Nullable ClientCallStreamObserver<FetchRequest> requests;

        private ClientCallStreamObserver<FetchRequest> requests() {
            @Nullable ClientCallStreamObserver<FetchRequest> begun = requests;
            if (begun == null) {
                throw new IllegalStateException("the call was not begun");
            }
            return begun;
        }

        @Override
        public void beforeStart(ClientCallStreamObserver<FetchRequest> call) {
            call.disableAutoRequestWithInitial(1);
            requests = call;
        }

        @Override
        public Arrival next(Duration patience) throws InterruptedException {
            @Nullable Arrival arrival = arrivals.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (arrival instanceof Arrival.Fetched) {
                requests().request(1);
            }
            return arrival == null ? new Arrival.Silence() : arrival;
        }

        @Override
        public void request(int events) {
            requests().onNext(FetchRequest.newBuilder().setNumRequested(events).build());
        }

        @Override
        public void close() {
            arrivals.add(new Arrival.Ended(new Closed()));
            requests().cancel("the subscriber leaves", null);
        }

        @Override
        public void onNext(FetchResponse response) {
            arrivals.add(new Arrival.Fetched(
                    response.getEventsList().stream().map(GrpcStream::raw).toList(), id(response.getLatestReplayId())));
        }

        @Override
        public void onError(Throwable failed) {
            arrivals.add(new Arrival.Ended(end(failed)));
        }

        @Override
        public void onCompleted() {
            arrivals.add(new Arrival.Ended(new Closed()));
        }

        private static RawEvent raw(ConsumerEvent event) {
            return new RawEvent(
                    event.getEvent().getId(),
                    id(event.getReplayId()),
                    event.getEvent().getSchemaId(),
                    event.getEvent().getPayload().asReadOnlyByteBuffer());
        }

        private static ReplayId id(ByteString bytes) {
            return ReplayId.of(bytes.toByteArray());
        }
    }
}
