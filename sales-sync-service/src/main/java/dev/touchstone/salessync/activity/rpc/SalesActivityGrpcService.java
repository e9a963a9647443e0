package dev.touchstone.salessync.activity.rpc;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.contract.RpcFailure;
import dev.touchstone.runtime.BlockingCalls;
import dev.touchstone.salessync.activity.ActivityKey;
import dev.touchstone.salessync.activity.FindActivity;
import dev.touchstone.salessync.activity.NewActivity;
import dev.touchstone.salessync.activity.RecordActivities;
import dev.touchstone.salessync.activity.RecordActivities.Recorded;
import dev.touchstone.salessync.v1.ApplyActivityTypesRequest;
import dev.touchstone.salessync.v1.ApplyActivityTypesResponse;
import dev.touchstone.salessync.v1.GetActivityCountsRequest;
import dev.touchstone.salessync.v1.GetActivityCountsResponse;
import dev.touchstone.salessync.v1.GetActivityRequest;
import dev.touchstone.salessync.v1.GetActivityResponse;
import dev.touchstone.salessync.v1.ListActivitiesRequest;
import dev.touchstone.salessync.v1.ListActivitiesResponse;
import dev.touchstone.salessync.v1.PlanActivityTypesRequest;
import dev.touchstone.salessync.v1.PlanActivityTypesResponse;
import dev.touchstone.salessync.v1.RecordActivitiesRequest;
import dev.touchstone.salessync.v1.RecordActivitiesResponse;
import dev.touchstone.salessync.v1.RecordActivityRequest;
import dev.touchstone.salessync.v1.RecordActivityResponse;
import dev.touchstone.salessync.v1.SalesActivityService;
import dev.touchstone.salessync.v1.WatchLiveFeedRequest;
import dev.touchstone.salessync.v1.WatchLiveFeedResponse;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Activities over gRPC: records, finds, lists, streams, counts. */
@GrpcService
final class SalesActivityGrpcService implements SalesActivityService {
    private final BlockingCalls calls;
    private final RecordActivities recording;
    private final FindActivity finding;
    private final ActivityViewMessages views;
    private final ActivityTypeMessages types;
    private final Clock clock;

    SalesActivityGrpcService(
            BlockingCalls calls,
            RecordActivities recording,
            FindActivity finding,
            ActivityViewMessages views,
            ActivityTypeMessages types,
            Clock clock) {
        this.calls = calls;
        this.recording = recording;
        this.finding = finding;
        this.views = views;
        this.types = types;
        this.clock = clock;
    }

    @Override
    public Uni<RecordActivityResponse> recordActivity(RecordActivityRequest request) {
        return calls.answer(() -> recorded(request));
    }

    private RecordActivityResponse recorded(RecordActivityRequest request) {
        FieldViolations violations = new FieldViolations();
        if (!request.hasActivity()) {
            violations.add("activity", "FIELD_REQUIRED", "is required");
            violations.throwIfAny();
        }
        Optional<NewActivity> activity =
                ActivityRequests.parse(request.getActivity(), "activity.", clock.instant(), violations);
        violations.throwIfAny();
        NewActivity given = activity.orElseThrow(() -> new IllegalStateException("without violations it is there"));
        Recorded outcome = recording.record(List.of(given)).get(0);
        if (outcome instanceof Recorded.KeyReused reused) {
            throw new RpcFailure.AlreadyExists(
                    "KEY_REUSED",
                    "another activity was recorded under the key " + given.clientKey(),
                    Map.of("key", given.clientKey(), "activityKey", reused.key()));
        }
        return RecordActivityResponse.newBuilder()
                .setActivity(ActivityMessages.message(finding.get(outcome.key())))
                .setCreated(outcome instanceof Recorded.Created)
                .build();
    }

    @Override
    public Multi<RecordActivitiesResponse> recordActivities(Multi<RecordActivitiesRequest> requests) {
        AtomicLong index = new AtomicLong();
        return calls.answerEach(
                requests,
                request -> recorded(RecordBatchRequests.parse(request, clock.instant()), index.getAndIncrement()));
    }

    private RecordActivitiesResponse recorded(RecordBatchRequests batch, long index) {
        List<Recorded> outcomes = batch.accepted().isEmpty() ? List.of() : recording.record(batch.accepted());
        return batch.answer(outcomes, index);
    }

    @Override
    public Uni<GetActivityResponse> getActivity(GetActivityRequest request) {
        return calls.answer(() -> got(request));
    }

    private GetActivityResponse got(GetActivityRequest request) {
        FieldViolations violations = new FieldViolations();
        if (!ActivityKey.isKey(request.getActivityKey())) {
            violations.add("activity_key", "INVALID_ID", "must be a key of 26 characters (ULID)");
        }
        violations.throwIfAny();
        return GetActivityResponse.newBuilder()
                .setActivity(ActivityMessages.message(finding.get(request.getActivityKey())))
                .build();
    }

    @Override
    public Uni<ListActivitiesResponse> listActivities(ListActivitiesRequest request) {
        return calls.answer(() -> views.list(request));
    }

    @Override
    public Multi<WatchLiveFeedResponse> watchLiveFeed(WatchLiveFeedRequest request) {
        return views.watch(request);
    }

    @Override
    public Uni<GetActivityCountsResponse> getActivityCounts(GetActivityCountsRequest request) {
        return calls.answer(views::counts);
    }

    @Override
    public Uni<PlanActivityTypesResponse> planActivityTypes(PlanActivityTypesRequest request) {
        return calls.answer(() -> types.plan(request));
    }

    @Override
    public Uni<ApplyActivityTypesResponse> applyActivityTypes(ApplyActivityTypesRequest request) {
        return calls.answer(() -> types.apply(request));
    }
}
