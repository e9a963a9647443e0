package dev.touchstone.touchpoint.crm;

import dev.touchstone.touchpoint.v1.CrmRecordService;
import dev.touchstone.touchpoint.v1.Refusal;
import dev.touchstone.touchpoint.v1.SyncCrmRecordsRequest;
import dev.touchstone.touchpoint.v1.SyncCrmRecordsResponse;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.grpc.GrpcService;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicLong;

/** Takes records of the CRM in over gRPC: one batch after the other, each answered when it is committed. */
@GrpcService
class CrmRecordGrpcService implements CrmRecordService {
    private final StoreCrmRecords storeCrmRecords;
    private final Clock clock;
    private final MeterRegistry meters;
    private final ExecutorService blocking;

    CrmRecordGrpcService(
            StoreCrmRecords storeCrmRecords,
            Clock clock,
            MeterRegistry meters,
            @VirtualThreads ExecutorService blocking) {
        this.storeCrmRecords = storeCrmRecords;
        this.clock = clock;
        this.meters = meters;
        this.blocking = blocking;
    }

    @Override
    public Multi<SyncCrmRecordsResponse> syncCrmRecords(Multi<SyncCrmRecordsRequest> requests) {
        AtomicLong requestIndex = new AtomicLong();
        return requests.onItem()
                .transformToUniAndConcatenate(request -> Uni.createFrom()
                        .item(() -> store(request, requestIndex.getAndIncrement()))
                        .runSubscriptionOn(blocking));
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
