package dev.touchstone.touchpoint.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.touchpoint.v1.AdminServiceGrpc;
import dev.touchstone.touchpoint.v1.CampaignServiceGrpc;
import dev.touchstone.touchpoint.v1.CrmRecord;
import dev.touchstone.touchpoint.v1.CrmRecordServiceGrpc;
import dev.touchstone.touchpoint.v1.GenerationRuleServiceGrpc;
import dev.touchstone.touchpoint.v1.GetCrmCursorRequest;
import dev.touchstone.touchpoint.v1.GetCrmCursorResponse;
import dev.touchstone.touchpoint.v1.GetDerivationStatusRequest;
import dev.touchstone.touchpoint.v1.GetDerivationStatusResponse;
import dev.touchstone.touchpoint.v1.GetJourneyRequest;
import dev.touchstone.touchpoint.v1.GetJourneyResponse;
import dev.touchstone.touchpoint.v1.IngestWebEventsRequest;
import dev.touchstone.touchpoint.v1.IngestWebEventsResponse;
import dev.touchstone.touchpoint.v1.PrivacyServiceGrpc;
import dev.touchstone.touchpoint.v1.SessionServiceGrpc;
import dev.touchstone.touchpoint.v1.SessionSettingsServiceGrpc;
import dev.touchstone.touchpoint.v1.SyncCrmRecordsRequest;
import dev.touchstone.touchpoint.v1.SyncCrmRecordsResponse;
import dev.touchstone.touchpoint.v1.TouchpointFieldServiceGrpc;
import dev.touchstone.touchpoint.v1.TouchpointServiceGrpc;
import dev.touchstone.touchpoint.v1.VisitorIdentityServiceGrpc;
import dev.touchstone.touchpoint.v1.WebEvent;
import dev.touchstone.touchpoint.v1.WebEventServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.awaitility.Awaitility;

/** An ordinary gRPC client of the service under test, over its real port. */
final class TouchpointClient implements AutoCloseable {
    private static final int MAX_MESSAGE = 16 * 1024 * 1024;

    private final ManagedChannel channel;
    final TouchpointServiceGrpc.TouchpointServiceBlockingStub touchpoints;
    final SessionServiceGrpc.SessionServiceBlockingStub sessions;
    final AdminServiceGrpc.AdminServiceBlockingStub admin;
    final VisitorIdentityServiceGrpc.VisitorIdentityServiceBlockingStub identities;
    final SessionSettingsServiceGrpc.SessionSettingsServiceBlockingStub settings;
    final GenerationRuleServiceGrpc.GenerationRuleServiceBlockingStub rules;
    final CampaignServiceGrpc.CampaignServiceBlockingStub campaigns;
    final TouchpointFieldServiceGrpc.TouchpointFieldServiceBlockingStub fields;
    final PrivacyServiceGrpc.PrivacyServiceBlockingStub privacy;

    TouchpointClient(URI service) {
        channel = ManagedChannelBuilder.forAddress(service.getHost(), service.getPort())
                .usePlaintext()
                .maxInboundMessageSize(MAX_MESSAGE)
                .build();
        touchpoints = TouchpointServiceGrpc.newBlockingStub(channel);
        sessions = SessionServiceGrpc.newBlockingStub(channel);
        admin = AdminServiceGrpc.newBlockingStub(channel);
        identities = VisitorIdentityServiceGrpc.newBlockingStub(channel);
        settings = SessionSettingsServiceGrpc.newBlockingStub(channel);
        rules = GenerationRuleServiceGrpc.newBlockingStub(channel);
        campaigns = CampaignServiceGrpc.newBlockingStub(channel);
        fields = TouchpointFieldServiceGrpc.newBlockingStub(channel);
        privacy = PrivacyServiceGrpc.newBlockingStub(channel);
    }

    ManagedChannel channel() {
        return channel;
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }

    /** Sends one message; the answer comes after the commit. */
    IngestWebEventsResponse ingest(WebEvent... events) {
        return ingest(List.of(IngestWebEventsRequest.newBuilder()
                .addAllWebEvents(Arrays.asList(events))
                .build()));
    }

    IngestWebEventsResponse ingest(List<IngestWebEventsRequest> requests) {
        List<IngestWebEventsResponse> responses =
                stream(WebEventServiceGrpc.newStub(channel)::ingestWebEvents, requests);
        assertThat(responses).hasSize(1);
        return responses.get(0);
    }

    SyncCrmRecordsResponse sync(CrmRecord... records) {
        return sync(List.of(SyncCrmRecordsRequest.newBuilder()
                        .setBatchId("b")
                        .addAllRecords(Arrays.asList(records))
                        .build()))
                .get(0);
    }

    /** Where a source stopped. */
    GetCrmCursorResponse crmCursor(String source) {
        return CrmRecordServiceGrpc.newBlockingStub(channel)
                .getCrmCursor(GetCrmCursorRequest.newBuilder().setSource(source).build());
    }

    List<SyncCrmRecordsResponse> sync(List<SyncCrmRecordsRequest> requests) {
        return stream(CrmRecordServiceGrpc.newStub(channel)::syncCrmRecords, requests);
    }

    GetJourneyResponse journey(String email) {
        return touchpoints.getJourney(
                GetJourneyRequest.newBuilder().setEmail(email).build());
    }

    /** Waits until every stored fact has had its effect and every key its channel. */
    void awaitDerived() {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(50))
                // The service of a new test class may still be starting.
                .ignoreExceptionsMatching(e -> Status.fromThrowable(e).getCode() == Status.Code.UNAVAILABLE)
                .until(() -> {
                    GetDerivationStatusResponse status =
                            admin.getDerivationStatus(GetDerivationStatusRequest.getDefaultInstance());
                    return status.getUpToDate()
                            && status.getUnmappedKeyCount() == 0
                            && status.getOutdatedKeyCount() == 0;
                });
    }

    private static <Q, P> List<P> stream(Function<StreamObserver<P>, StreamObserver<Q>> call, List<Q> requests) {
        List<P> responses = new ArrayList<>();
        CompletableFuture<List<P>> done = new CompletableFuture<>();
        StreamObserver<Q> observer = call.apply(new StreamObserver<>() {
            @Override
            public void onNext(P response) {
                responses.add(response);
            }

            @Override
            public void onError(Throwable error) {
                done.completeExceptionally(error);
            }

            @Override
            public void onCompleted() {
                done.complete(responses);
            }
        });
        requests.forEach(observer::onNext);
        observer.onCompleted();
        try {
            return done.get(1, TimeUnit.MINUTES);
        } catch (ExecutionException e) {
            throw (RuntimeException) e.getCause();
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("the stream does not end", e);
        }
    }
}
