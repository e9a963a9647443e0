package dev.touchstone.acceptance;

import dev.touchstone.touchpoint.v1.CrmRecord;
import dev.touchstone.touchpoint.v1.CrmRecordServiceGrpc;
import dev.touchstone.touchpoint.v1.IngestWebEventsRequest;
import dev.touchstone.touchpoint.v1.IngestWebEventsResponse;
import dev.touchstone.touchpoint.v1.SyncCrmRecordsRequest;
import dev.touchstone.touchpoint.v1.SyncCrmRecordsResponse;
import dev.touchstone.touchpoint.v1.WebEvent;
import dev.touchstone.touchpoint.v1.WebEventServiceGrpc;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Send facts until they are acknowledged, as the contracts ask: what was not acknowledged is sent again. */
final class Senders {
    private static final int EVENTS_IN_MESSAGE = 50;
    private static final int RECORDS_IN_BATCH = 40;
    private static final int ATTEMPTS = 600;
    private static final long PAUSE_NANOS = 200_000_000;
    private static final int DEADLINE_SECONDS = 20;

    private Senders() {}

    /**
     * Sends web events on one stream, again and again until it is answered.
     *
     * @return how many attempts it took
     */
    static int webEvents(Channel channel, List<WebEvent> events) {
        for (int attempt = 1; ; attempt++) {
            Answers<IngestWebEventsResponse> answers = new Answers<>();
            StreamObserver<IngestWebEventsRequest> stream = WebEventServiceGrpc.newStub(channel)
                    .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
                    .ingestWebEvents(answers);
            for (int from = 0; from < events.size(); from += EVENTS_IN_MESSAGE) {
                stream.onNext(IngestWebEventsRequest.newBuilder()
                        .addAllWebEvents(events.subList(from, Math.min(events.size(), from + EVENTS_IN_MESSAGE)))
                        .build());
            }
            stream.onCompleted();
            List<IngestWebEventsResponse> received = answers.await();
            if (!received.isEmpty()) {
                IngestWebEventsResponse answer = received.get(0);
                if (answer.getAcceptedCount() + answer.getDuplicateCount() != events.size()) {
                    throw new IllegalStateException("not all of " + events.size() + " events were accepted: " + answer);
                }
                return attempt;
            }
            answers.demandRepeatable(attempt);
        }
    }

    /**
     * Sends records in batches; a batch that was not answered is sent again.
     *
     * @return how many attempts it took
     */
    static int crmRecords(Channel channel, List<CrmRecord> records) {
        List<SyncCrmRecordsRequest> waiting = new ArrayList<>();
        for (int from = 0; from < records.size(); from += RECORDS_IN_BATCH) {
            waiting.add(SyncCrmRecordsRequest.newBuilder()
                    .setBatchId("batch-" + from)
                    .addAllRecords(records.subList(from, Math.min(records.size(), from + RECORDS_IN_BATCH)))
                    .build());
        }
        for (int attempt = 1; ; attempt++) {
            Answers<SyncCrmRecordsResponse> answers = new Answers<>();
            StreamObserver<SyncCrmRecordsRequest> stream = CrmRecordServiceGrpc.newStub(channel)
                    .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
                    .syncCrmRecords(answers);
            waiting.forEach(stream::onNext);
            stream.onCompleted();
            Set<String> acknowledged = new HashSet<>();
            for (SyncCrmRecordsResponse answer : answers.await()) {
                if (answer.getRefusalsCount() > 0) {
                    throw new IllegalStateException("records were refused: " + answer);
                }
                acknowledged.add(answer.getBatchId());
            }
            waiting.removeIf(batch -> acknowledged.contains(batch.getBatchId()));
            if (waiting.isEmpty()) {
                return attempt;
            }
            answers.demandRepeatable(attempt);
        }
    }

    /** What came back on a stream. */
    static final class Answers<T> implements StreamObserver<T> {
        private final List<T> received = new ArrayList<>();
        private final CountDownLatch ended = new CountDownLatch(1);
        private Status status = Status.OK;

        @Override
        public synchronized void onNext(T answer) {
            received.add(answer);
            notifyAll();
        }

        @Override
        public synchronized void onError(Throwable failure) {
            status = Status.fromThrowable(failure);
            onCompleted();
        }

        @Override
        public synchronized void onCompleted() {
            ended.countDown();
            notifyAll();
        }

        /** Waits for so many answers, or the end of the stream. */
        synchronized void awaitReceived(int count) throws InterruptedException {
            while (received.size() < count && ended.getCount() > 0) {
                wait();
            }
        }

        synchronized boolean hasEnded() {
            return ended.getCount() == 0;
        }

        /** Everything that was received when the stream has ended; the deadline ends it at the latest. */
        List<T> await() {
            try {
                ended.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
            return receivedSoFar();
        }

        synchronized List<T> receivedSoFar() {
            return List.copyOf(received);
        }

        synchronized Status status() {
            return status;
        }

        private void demandRepeatable(int attempt) {
            Status.Code code = status().getCode();
            if (code == Status.Code.INVALID_ARGUMENT || code == Status.Code.UNIMPLEMENTED || attempt == ATTEMPTS) {
                throw new IllegalStateException("given up after attempt " + attempt + ": " + status());
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
