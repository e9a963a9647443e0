package dev.touchstone.touchpoint.crm;

import dev.touchstone.runtime.BlockingCalls;
import dev.touchstone.touchpoint.v1.CrmRecordService;
import dev.touchstone.touchpoint.v1.Refusal;
import dev.touchstone.touchpoint.v1.SyncCrmRecordsRequest;
import dev.touchstone.touchpoint.v1.SyncCrmRecordsResponse;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Multi;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/** Takes records of the CRM in over gRPC: one batch after the other, each answered when it is committed. */
@GrpcService
class CrmRecordGrpcService implements CrmRecordService {
    private final StoreCrmRecords storeCrmRecords;
    private final Clock clock;
    private final MeterRegistry meters;
    private final BlockingCalls calls;

    CrmRecordGrpcService(StoreCrmRecords storeCrmRecords, Clock clock, MeterRegistry meters, BlockingCalls calls) {
        this.storeCrmRecords = storeCrmRecords;
        this.clock = clock;
        this.meters = meters;
        this.calls = calls;
    }

    @Override
    public Multi<SyncCrmRecordsResponse> syncCrmRecords(Multi<SyncCrmRecordsRequest> requests) {
        AtomicLong requestIndex = new AtomicLong();
        return calls.answerEach(requests, request -> store(request, requestIndex.getAndIncrement()));
    }

    private SyncCrmRecordsResponse store(SyncCrmRecordsRequest request, long requestIndex) {
        CrmRecordRequests.Parsed parsed = CrmRecordRequests.parse(request, requestIndex, clock.instant());
        int stored = parsed.records().isEmpty() ? 0 : storeCrmRecords.store(parsed.records());
        meters.counter("touchstone.crm.records.accepted").increment(stored);
        for (Refusal refusal : parsed.refusals()) {
            String reason = refusal.getViolations(0).getReason();
            meters.counter("touchstone.crm.records.refused", "reason", reason).increment();
        }
        return SyncCrmRecordsResponse.newBuilder()
                .setBatchId(request.getBatchId())
                .setAcceptedCount(stored)
                .setUnchangedCount(parsed.records().size() - stored)
                .addAllRefusals(parsed.refusals())
                .build();
    }
}
