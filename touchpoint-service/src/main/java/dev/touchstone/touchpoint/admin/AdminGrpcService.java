package dev.touchstone.touchpoint.admin;

import dev.touchstone.runtime.BlockingCalls;
import dev.touchstone.touchpoint.api.ProtoTime;
import dev.touchstone.touchpoint.mark.MarkStore;
import dev.touchstone.touchpoint.remap.MappingKeyStore;
import dev.touchstone.touchpoint.remap.RemapProgress;
import dev.touchstone.touchpoint.remap.RemapStore;
import dev.touchstone.touchpoint.v1.AdminService;
import dev.touchstone.touchpoint.v1.CheckConsistencyRequest;
import dev.touchstone.touchpoint.v1.CheckConsistencyResponse;
import dev.touchstone.touchpoint.v1.GetDerivationStatusRequest;
import dev.touchstone.touchpoint.v1.GetDerivationStatusResponse;
import dev.touchstone.touchpoint.v1.QueueStatus;
import dev.touchstone.touchpoint.v1.RecomputeRequest;
import dev.touchstone.touchpoint.v1.RecomputeResponse;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** An operator's questions over gRPC. */
@GrpcService
class AdminGrpcService implements AdminService {
    private final BlockingCalls calls;
    private final MarkStore marks;
    private final MappingKeyStore mappingKeys;
    private final RemapStore remap;
    private final AdminQueries queries;
    private final Recompute recompute;
    private final CheckConsistency checkConsistency;

    AdminGrpcService(
            BlockingCalls calls,
            MarkStore marks,
            MappingKeyStore mappingKeys,
            RemapStore remap,
            AdminQueries queries,
            Recompute recompute,
            CheckConsistency checkConsistency) {
        this.calls = calls;
        this.marks = marks;
        this.mappingKeys = mappingKeys;
        this.remap = remap;
        this.queries = queries;
        this.recompute = recompute;
        this.checkConsistency = checkConsistency;
    }

    @Override
    public Uni<GetDerivationStatusResponse> getDerivationStatus(GetDerivationStatusRequest request) {
        return calls.answer(this::status);
    }

    private GetDerivationStatusResponse status() {
        // Marks before keys: work passes from the first to the second, so nothing slips through between two looks.
        List<MarkStore.Waiting> waiting = marks.waiting();
        RemapProgress progress = remap.progress();
        StoredCounts stored = queries.counts();
        GetDerivationStatusResponse.Builder response = GetDerivationStatusResponse.newBuilder()
                .setUpToDate(waiting.stream().allMatch(queue -> queue.marks() == 0))
                .setUnmappedKeyCount(progress.pendingKeys())
                .setOutdatedKeyCount(progress.outdatedKeys())
                .setActiveRuleSetVersion(progress.activeVersion())
                .setStored(dev.touchstone.touchpoint.v1.StoredCounts.newBuilder()
                        .setWebEventCount(stored.webEvents())
                        .setSessionCount(stored.sessions())
                        .setTouchpointCount(stored.touchpoints())
                        .setPersonCount(stored.people())
                        .setMappingKeyCount(mappingKeys.count()));
        waiting.forEach(queue -> response.addQueues(QueueStatus.newBuilder()
                .setQueue(queue.queue().id())
                .setMarkCount(queue.marks())
                .setOldestMarkAge(ProtoTime.duration(queue.oldestAge()))));
        return response.build();
    }

    @Override
    public Uni<RecomputeResponse> recompute(RecomputeRequest request) {
        return calls.answer(this::markEverything);
    }

    private RecomputeResponse markEverything() {
        Recompute.Marked marked = recompute.run();
        return RecomputeResponse.newBuilder()
                .setVisitorCount(marked.visitors())
                .setPersonCount(marked.people())
                .build();
    }

    @Override
    public Uni<CheckConsistencyResponse> checkConsistency(CheckConsistencyRequest request) {
        return calls.answer(this::check);
    }

    private CheckConsistencyResponse check() {
        CheckConsistency.Report report = checkConsistency.run();
        return CheckConsistencyResponse.newBuilder()
                .setSessionCount(report.sessions())
                .setDifferentSessionCount(report.differentSessions())
                .setTouchpointCount(report.touchpoints())
                .setDifferentTouchpointCount(report.differentTouchpoints())
                .setMiscountedKeyCount(report.miscountedKeys())
                .addAllExamples(report.examples())
                .build();
    }
}
