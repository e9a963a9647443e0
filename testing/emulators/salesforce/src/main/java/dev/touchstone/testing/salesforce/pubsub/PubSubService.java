package dev.touchstone.testing.salesforce.pubsub;

import com.google.protobuf.ByteString;
import dev.touchstone.salesforce.eventbus.v1.FetchRequest;
import dev.touchstone.salesforce.eventbus.v1.FetchResponse;
import dev.touchstone.salesforce.eventbus.v1.PubSubGrpc;
import dev.touchstone.salesforce.eventbus.v1.ReplayPreset;
import dev.touchstone.salesforce.eventbus.v1.SchemaInfo;
import dev.touchstone.salesforce.eventbus.v1.SchemaRequest;
import dev.touchstone.salesforce.eventbus.v1.TopicInfo;
import dev.touchstone.salesforce.eventbus.v1.TopicRequest;
import dev.touchstone.testing.salesforce.pubsub.ReplayIds.Place;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The calls: subscriptions, topics and schemas. Nobody publishes here, and no position is kept by the server. */
final class PubSubService extends PubSubGrpc.PubSubImplBase {
    private final String orgId;
    private final EventLog log;
    private final EventSchemas schemas;
    private final ReplayIds replayIds;
    private final StreamPlan plan;
    private final Executor workers;
    private final List<Subscription> open = new CopyOnWriteArrayList<>();
    private final List<Subscribed> begun = new ArrayList<>();

    PubSubService(
            String orgId, EventLog log, EventSchemas schemas, ReplayIds replayIds, StreamPlan plan, Executor workers) {
        this.orgId = orgId;
        this.log = log;
        this.schemas = schemas;
        this.replayIds = replayIds;
        this.plan = plan;
        this.workers = workers;
    }

    /** The streams that are open. */
    List<Subscription> open() {
        return open;
    }

    /** How all streams began, oldest first. */
    List<Subscribed> begun() {
        synchronized (begun) {
            return List.copyOf(begun);
        }
    }

    /** Forgets how streams began. */
    void clear() {
        synchronized (begun) {
            begun.clear();
        }
    }

    @Override
    public void getTopic(TopicRequest request, StreamObserver<TopicInfo> answer) {
        String rpcId = UUID.randomUUID().toString();
        if (request.getTopicName().isBlank()) {
            answer.onError(BusError.TOPIC_EMPTY.exception("The topic's name is blank.", rpcId));
            return;
        }
        Optional<String> schemaId = schemas.currentId(request.getTopicName());
        if (schemaId.isEmpty()) {
            answer.onError(noTopic(request.getTopicName(), rpcId));
            return;
        }
        answer.onNext(TopicInfo.newBuilder()
                .setTopicName(request.getTopicName())
                .setTenantGuid(orgId)
                .setCanPublish(false)
                .setCanSubscribe(true)
                .setSchemaId(schemaId.get())
                .setRpcId(rpcId)
                .build());
        answer.onCompleted();
    }

    @Override
    public void getSchema(SchemaRequest request, StreamObserver<SchemaInfo> answer) {
        String rpcId = UUID.randomUUID().toString();
        if (plan.nextSchemaFails()) {
            answer.onError(BusError.SCHEMA_UNAVAILABLE.exception("Schemas cannot be told just now.", rpcId));
            return;
        }
        Optional<String> schema = schemas.json(request.getSchemaId());
        if (schema.isEmpty()) {
            answer.onError(BusError.SCHEMA_VALIDATION.exception(
                    "There is no schema with the id '" + request.getSchemaId() + "'.", rpcId));
            return;
        }
        answer.onNext(SchemaInfo.newBuilder()
                .setSchemaId(request.getSchemaId())
                .setSchemaJson(schema.get())
                .setRpcId(rpcId)
                .build());
        answer.onCompleted();
    }

    @Override
    public StreamObserver<FetchRequest> subscribe(StreamObserver<FetchResponse> answer) {
        return new Requests((ServerCallStreamObserver<FetchResponse>) answer);
    }

    private static RuntimeException noTopic(String name, String rpcId) {
        return BusError.TOPIC_NOT_FOUND.exception("The topic '" + name + "' does not exist.", rpcId);
    }

    /** What a subscriber says. The first request begins the subscription, if it is good. */
    private final class Requests implements StreamObserver<FetchRequest> {
        private final String rpcId = UUID.randomUUID().toString();
        private final ServerCallStreamObserver<FetchResponse> answer;
        private volatile @Nullable Subscription subscription;
        private boolean refused;

        private Requests(ServerCallStreamObserver<FetchResponse> answer) {
            this.answer = answer;
            answer.setOnCancelHandler(() -> tell(Subscription::cancel));
            answer.setOnReadyHandler(() -> tell(Subscription::wake));
        }

        @Override
        public void onNext(FetchRequest request) {
            if (refused) {
                return;
            }
            Subscription begunAlready = subscription;
            if (begunAlready == null) {
                begin(request);
            } else if (!request.getTopicName().isEmpty()
                    && !request.getTopicName().equals(begunAlready.topic())) {
                begunAlready.fail(BusError.TOPIC_MISMATCH, "The topic cannot change within a stream.");
            } else if (request.getNumRequested() <= 0) {
                begunAlready.fail(BusError.REQUESTED_EVENTS, "The number of requested events has to be positive.");
            } else {
                begunAlready.request(request.getNumRequested());
            }
        }

        private void begin(FetchRequest request) {
            synchronized (begun) {
                begun.add(new Subscribed(request.getTopicName(), request.getReplayPreset(), request.getReplayId()));
            }
            String topic = request.getTopicName();
            if (topic.isBlank()) {
                refuse(BusError.TOPIC_EMPTY, "The topic's name is blank.");
            } else if (schemas.currentId(topic).isEmpty()) {
                refuse(BusError.TOPIC_NOT_FOUND, "The topic '" + topic + "' does not exist.");
            } else if (request.getNumRequested() <= 0) {
                refuse(BusError.REQUESTED_EVENTS, "The number of requested events has to be positive.");
            } else {
                place(request).ifPresent(position -> start(topic, position, request.getNumRequested()));
            }
        }

        private void start(String topic, long position, int requested) {
            Subscription started = new Subscription(topic, rpcId, position, log, replayIds, plan, answer);
            subscription = started;
            open.add(started);
            started.request(requested);
            if (answer.isCancelled()) {
                started.cancel();
            }
            workers.execute(() -> {
                try {
                    started.run();
                } finally {
                    open.remove(started);
                }
            });
        }

        /** Where the stream starts; empty if it was refused. */
        private Optional<Long> place(FetchRequest request) {
            return switch (request.getReplayPreset()) {
                case EARLIEST -> Optional.of(0L);
                case CUSTOM -> custom(request.getReplayId());
                case LATEST, UNRECOGNIZED -> Optional.of(log.newest());
            };
        }

        private Optional<Long> custom(ByteString replayId) {
            if (replayId.isEmpty()) {
                refuse(BusError.REPLAY_ID_VALIDATION, "The preset " + ReplayPreset.CUSTOM + " needs a replay id.");
                return Optional.empty();
            }
            Optional<BusError> planned = plan.nextReplayRefusal();
            Optional<Place> place = planned.isPresent()
                    ? Optional.empty()
                    : replayIds.read(replayId).filter(log::isKept);
            if (place.isEmpty()) {
                refuse(
                        planned.orElse(BusError.REPLAY_ID_CORRUPTED),
                        "The replay id is not valid, or older than the events that are kept.");
            }
            return place.map(Place::position);
        }

        private void refuse(BusError error, String message) {
            refused = true;
            answer.onError(error.exception(message, rpcId));
        }

        @Override
        public void onError(Throwable gone) {
            tell(Subscription::cancel);
        }

        @Override
        public void onCompleted() {
            if (subscription == null && !refused) {
                answer.onCompleted();
            }
            tell(Subscription::complete);
        }

        private void tell(Consumer<Subscription> what) {
            Subscription to = subscription;
            if (to != null) {
                what.accept(to);
            }
        }
    }
}
