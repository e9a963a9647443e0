package dev.touchstone.touchpoint.crm;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.contract.RpcFailure;
import dev.touchstone.runtime.BlockingCalls;
import dev.touchstone.touchpoint.api.ProtoTime;
import dev.touchstone.touchpoint.api.RecordFields;
import dev.touchstone.touchpoint.v1.CrmRecordService;
import dev.touchstone.touchpoint.v1.GetCrmCursorRequest;
import dev.touchstone.touchpoint.v1.GetCrmCursorResponse;
import dev.touchstone.touchpoint.v1.Refusal;
import dev.touchstone.touchpoint.v1.SyncCrmRecordsRequest;
import dev.touchstone.touchpoint.v1.SyncCrmRecordsResponse;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Takes records of the CRM in over gRPC: one batch after the other, each answered when it is committed. */
@GrpcService
class CrmRecordGrpcService implements CrmRecordService {
    private final StoreCrmRecords storeCrmRecords;
    private final CrmCursorStore cursors;
    private final Clock clock;
    private final RecordMeters meters;
    private final BlockingCalls calls;

    CrmRecordGrpcService(
            StoreCrmRecords storeCrmRecords,
            CrmCursorStore cursors,
            Clock clock,
            RecordMeters meters,
            BlockingCalls calls) {
        this.storeCrmRecords = storeCrmRecords;
        this.cursors = cursors;
        this.clock = clock;
        this.meters = meters;
        this.calls = calls;
    }

    @Override
    public Multi<SyncCrmRecordsResponse> syncCrmRecords(Multi<SyncCrmRecordsRequest> requests) {
        AtomicLong requestIndex = new AtomicLong();
        return calls.answerEach(requests, request -> store(request, requestIndex.getAndIncrement()));
    }

    @Override
    public Uni<GetCrmCursorResponse> getCrmCursor(GetCrmCursorRequest request) {
        return calls.answer(() -> cursor(request));
    }

    private GetCrmCursorResponse cursor(GetCrmCursorRequest request) {
        FieldViolations violations = new FieldViolations();
        Optional<String> source = new RecordFields(violations, clock.instant()).id("source", request.getSource());
        violations.throwIfAny();
        CrmCursorStore.Kept kept = cursors.find(source.orElseThrow()).orElseThrow(() -> unknown(request.getSource()));
        return GetCrmCursorResponse.newBuilder()
                .setCursor(kept.cursor())
                .setCommitTime(ProtoTime.timestamp(kept.committedAt()))
                .build();
    }

    private static RpcFailure unknown(String source) {
        return new RpcFailure.NotFound(
                "CRM_SOURCE_NOT_FOUND", "the source " + source + " never sent a cursor", Map.of("source", source));
    }

    private SyncCrmRecordsResponse store(SyncCrmRecordsRequest request, long requestIndex) {
        CrmRecordRequests.Parsed parsed = CrmRecordRequests.parse(request, requestIndex, clock.instant());
        StoreCrmRecords.Stored stored = storeCrmRecords.store(parsed.records(), parsed.cursor());
        int known = parsed.records().size() - stored.changed() - stored.erased().size();
        List<Refusal> refusals = parsed.refusalsWithErased(request, requestIndex, stored.erased());
        meters.answered(
                stored.changed(),
                known,
                refusals.stream()
                        .map(refusal -> refusal.getViolations(0).getReason())
                        .toList());
        return SyncCrmRecordsResponse.newBuilder()
                .setBatchId(request.getBatchId())
                .setAcceptedCount(stored.changed())
                .setUnchangedCount(known)
                .addAllRefusals(refusals)
                .build();
    }
}
