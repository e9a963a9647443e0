package dev.touchstone.local.demo;

import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.commandline.rpc.Services;
import dev.touchstone.touchpoint.v1.CrmRecord;
import dev.touchstone.touchpoint.v1.CrmRecordServiceGrpc;
import dev.touchstone.touchpoint.v1.Refusal;
import dev.touchstone.touchpoint.v1.SyncCrmRecordsRequest;
import dev.touchstone.touchpoint.v1.SyncCrmRecordsResponse;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Sends records of the CRM on one stream and waits until all are stored. */
final class CrmStream {
    private static final int BATCH = 500;
    private static final int DEADLINE_SECONDS = 120;

    private CrmStream() {}

    /**
     * Sends the records.
     *
     * @throws CommandFailed if any is refused
     */
    static void send(Services services, List<CrmRecord> records) {
        List<SyncCrmRecordsResponse> answers = services.call(Remote.TOUCHPOINT, channel -> exchange(channel, records));
        for (SyncCrmRecordsResponse answer : answers) {
            for (Refusal refusal : answer.getRefusalsList()) {
                throw new CommandFailed("touchpoint-service refused record " + refusal.getRecordId() + ": "
                        + refusal.getViolations(0).getDescription());
            }
        }
    }

    private static List<SyncCrmRecordsResponse> exchange(Channel channel, List<CrmRecord> records) {
        CompletableFuture<List<SyncCrmRecordsResponse>> done = new CompletableFuture<>();
        StreamObserver<SyncCrmRecordsRequest> requests = CrmRecordServiceGrpc.newStub(channel)
                .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
                .syncCrmRecords(new Answers(done));
        for (int from = 0; from < records.size(); from += BATCH) {
            requests.onNext(SyncCrmRecordsRequest.newBuilder()
                    .setBatchId("demo-" + from)
                    .addAllRecords(records.subList(from, Math.min(records.size(), from + BATCH)))
                    .build());
        }
        requests.onCompleted();
        try {
            return done.get();
        } catch (ExecutionException e) {
            throw new StatusRuntimeException(
                    Status.fromThrowable(e.getCause()), Status.trailersFromThrowable(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("interrupted");
        }
    }

    private static final class Answers implements StreamObserver<SyncCrmRecordsResponse> {
        private final List<SyncCrmRecordsResponse> answers = new ArrayList<>();
        private final CompletableFuture<List<SyncCrmRecordsResponse>> done;

        Answers(CompletableFuture<List<SyncCrmRecordsResponse>> done) {
            this.done = done;
        }

        @Override
        public void onNext(SyncCrmRecordsResponse answer) {
            answers.add(answer);
        }

        @Override
        public void onError(Throwable failure) {
            done.completeExceptionally(failure);
        }

        @Override
        public void onCompleted() {
            done.complete(answers);
        }
    }
}
