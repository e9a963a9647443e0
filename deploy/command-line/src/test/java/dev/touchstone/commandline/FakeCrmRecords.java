package dev.touchstone.commandline;

import com.google.rpc.BadRequest.FieldViolation;
import dev.touchstone.contract.RpcFailure;
import dev.touchstone.contract.RpcStatus;
import dev.touchstone.touchpoint.v1.CrmRecord;
import dev.touchstone.touchpoint.v1.CrmRecordServiceGrpc;
import dev.touchstone.touchpoint.v1.GetCrmCursorRequest;
import dev.touchstone.touchpoint.v1.GetCrmCursorResponse;
import dev.touchstone.touchpoint.v1.Refusal;
import dev.touchstone.touchpoint.v1.SyncCrmRecordsRequest;
import dev.touchstone.touchpoint.v1.SyncCrmRecordsResponse;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.Map;
import java.util.function.Consumer;

/** Keeps records by id and cursors by source; refuses people whose address begins with {@code refused}. */
final class FakeCrmRecords extends CrmRecordServiceGrpc.CrmRecordServiceImplBase {
    private final Map<String, CrmRecord> records;
    private final Map<String, String> cursors;
    private final Consumer<SyncCrmRecordsRequest> onBatch;

    FakeCrmRecords(
            Map<String, CrmRecord> records, Map<String, String> cursors, Consumer<SyncCrmRecordsRequest> onBatch) {
        this.onBatch = onBatch;
        this.records = records;
        this.cursors = cursors;
    }

    @Override
    public StreamObserver<SyncCrmRecordsRequest> syncCrmRecords(StreamObserver<SyncCrmRecordsResponse> answers) {
        return new StreamObserver<>() {
            @Override
            public void onNext(SyncCrmRecordsRequest request) {
                try {
                    onBatch.accept(request);
                } catch (StatusRuntimeException e) {
                    answers.onError(e);
                    return;
                }
                answers.onNext(store(request));
            }

            @Override
            public void onError(Throwable failure) {
                throw new AssertionError("the client broke off", failure);
            }

            @Override
            public void onCompleted() {
                answers.onCompleted();
            }
        };
    }

    private SyncCrmRecordsResponse store(SyncCrmRecordsRequest request) {
        SyncCrmRecordsResponse.Builder answer = SyncCrmRecordsResponse.newBuilder();
        for (int i = 0; i < request.getRecordsCount(); i++) {
            CrmRecord record = request.getRecords(i);
            if (record.getPerson().getEmail().startsWith("refused")) {
                answer.addRefusals(Refusal.newBuilder()
                        .addViolations(FieldViolation.newBuilder()
                                .setField("records[" + i + "].person.email")
                                .setReason("INVALID_EMAIL")
                                .setDescription("must be an e-mail address")));
            } else if (record.equals(records.put(id(record), record))) {
                answer.setUnchangedCount(answer.getUnchangedCount() + 1);
            } else {
                answer.setAcceptedCount(answer.getAcceptedCount() + 1);
            }
        }
        cursors.put(request.getSource(), request.getCursor());
        return answer.build();
    }

    private static String id(CrmRecord record) {
        return switch (record.getRecordCase()) {
            case PERSON -> record.getPerson().getCrmPersonId();
            case CAMPAIGN -> record.getCampaign().getCampaignId();
            case CAMPAIGN_MEMBER -> record.getCampaignMember().getCampaignMemberId();
            case ACTIVITY -> record.getActivity().getActivityId();
            default -> throw new AssertionError("a record of another kind: " + record.getRecordCase());
        };
    }

    @Override
    public void getCrmCursor(GetCrmCursorRequest request, StreamObserver<GetCrmCursorResponse> answers) {
        String cursor = cursors.get(request.getSource());
        if (cursor == null) {
            answers.onError(RpcStatus.of(new RpcFailure.NotFound(
                    "CRM_SOURCE_NOT_FOUND", "the source never sent a cursor", Map.of("source", request.getSource()))));
            return;
        }
        answers.onNext(GetCrmCursorResponse.newBuilder().setCursor(cursor).build());
        answers.onCompleted();
    }
}
