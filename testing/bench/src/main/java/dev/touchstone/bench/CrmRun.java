package dev.touchstone.bench;

import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.commandline.rpc.Services;
import dev.touchstone.touchpoint.v1.CrmRecord;
import dev.touchstone.touchpoint.v1.CrmRecordServiceGrpc;
import dev.touchstone.touchpoint.v1.SyncCrmRecordsRequest;
import dev.touchstone.touchpoint.v1.SyncCrmRecordsResponse;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Sends CRM records through gRPC streams. */
final class CrmRun {
    static final int BATCH = 1_000;

    private final Services services;
    private final int streams;

    CrmRun(Services services, int streams) {
        this.services = services;
        this.streams = streams;
    }

    /**
     * Sends records that are all new; from the first batch to the last acknowledgement.
     *
     * @param records how many
     * @param record the record of a number
     */
    Duration send(int records, IntFunction<CrmRecord> record) {
        long started = System.nanoTime();
        AtomicInteger next = new AtomicInteger();
        List<CompletableFuture<Long>> answers = new ArrayList<>();
        for (int i = 0; i < streams; i++) {
            answers.add(new Sender(next, records, record).start());
        }
        long accepted = answers.stream().mapToLong(CompletableFuture::join).sum();
        if (accepted != records) {
            throw new CommandFailed("sent " + records + " records but " + accepted + " were accepted");
        }
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /** Sends batches whenever the stream has room, so that the service sets the pace. */
    private final class Sender implements ClientResponseObserver<SyncCrmRecordsRequest, SyncCrmRecordsResponse> {
        private final AtomicInteger next;
        private final int records;
        private final IntFunction<CrmRecord> record;
        private final CompletableFuture<Long> answer = new CompletableFuture<>();
        private long accepted;
        private boolean complete;

        Sender(AtomicInteger next, int records, IntFunction<CrmRecord> record) {
            this.next = next;
            this.records = records;
            this.record = record;
        }

        CompletableFuture<Long> start() {
            CrmRecordServiceGrpc.newStub(services.channel(Remote.TOUCHPOINT)).syncCrmRecords(this);
            return answer;
        }

        @Override
        public void beforeStart(ClientCallStreamObserver<SyncCrmRecordsRequest> stream) {
            stream.setOnReadyHandler(() -> {
                while (!complete && stream.isReady()) {
                    int from = next.getAndAdd(BATCH);
                    complete = from >= records;
                    if (complete) {
                        stream.onCompleted();
                    } else {
                        stream.onNext(batch(from));
                    }
                }
            });
        }

        private SyncCrmRecordsRequest batch(int from) {
            SyncCrmRecordsRequest.Builder batch =
                    SyncCrmRecordsRequest.newBuilder().setBatchId("batch-" + from);
            for (int i = from; i < Math.min(records, from + BATCH); i++) {
                batch.addRecords(record.apply(i));
            }
            return batch.build();
        }

        @Override
        public void onNext(SyncCrmRecordsResponse response) {
            accepted += response.getAcceptedCount();
        }

        @Override
        public void onError(Throwable error) {
            answer.completeExceptionally(error);
        }

        @Override
        public void onCompleted() {
            answer.complete(accepted);
        }
    }
}
