package dev.touchstone.commandline.importer;

import com.google.rpc.BadRequest.FieldViolation;
import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.commandline.rpc.Services;
import dev.touchstone.commandline.rpc.StreamCall;
import dev.touchstone.touchpoint.v1.CrmRecord;
import dev.touchstone.touchpoint.v1.CrmRecordServiceGrpc;
import dev.touchstone.touchpoint.v1.Refusal;
import dev.touchstone.touchpoint.v1.SyncCrmRecordsRequest;
import dev.touchstone.touchpoint.v1.SyncCrmRecordsResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Sends the records of a file in batches, some of them on one stream, each once the one before was answered and what was refused of
 * it is written. While the service is unavailable a stream is repeated from the batch that was not answered, which changes nothing
 * that was stored. With each batch goes how far the file is done with, so that an import that is stopped goes on there: that is
 * where the batch begins, for only its answer tells what of it is refused; with the last one it is the file's end.
 */
final class CrmBatches {
    /** Records on one stream. */
    private static final int STREAM_RECORDS = 10_000;

    private static final int STREAM_BYTES = 32 << 20;
    /** The service takes 4 MB. */
    private static final int BATCH_BYTES = 3 << 20;

    private static final int DEADLINE_SECONDS = 300;

    private final Services services;
    private final ExportFile file;
    private final int batchSize;
    private final RefusedRows refusedRows;
    private final List<SyncCrmRecordsRequest> requests = new ArrayList<>();
    private final List<RefusedRows.Place> places = new ArrayList<>();
    private SyncCrmRecordsRequest.Builder batch = SyncCrmRecordsRequest.newBuilder();
    private long rowsBefore;
    private int answered;
    private int placesAnswered;
    private int batchBytes;
    private int streamBytes;
    private RefusedRows.Place last;
    private long stored;
    private long unchanged;
    private long refused;

    CrmBatches(Services services, ExportFile file, int batchSize, RefusedRows refusedRows) {
        this.services = services;
        this.file = file;
        this.batchSize = batchSize;
        this.refusedRows = refusedRows;
        this.last = new RefusedRows.Place(file.name(), 0, 0);
    }

    /** Adds a record, and sends what has come together. */
    void add(CrmRecord record, RefusedRows.Place place) {
        int bytes = record.getSerializedSize();
        if (batch.getRecordsCount() == batchSize || batchBytes + bytes > BATCH_BYTES) {
            endBatch(rowsBefore);
        }
        if (places.size() >= STREAM_RECORDS || streamBytes > STREAM_BYTES) {
            endBatch(rowsBefore);
            send();
        }
        if (batch.getRecordsCount() == 0) {
            rowsBefore = place.row() - 1;
        }
        batch.addRecords(record);
        batchBytes += bytes;
        streamBytes += bytes;
        places.add(place);
        last = place;
    }

    /** Sends the rest. */
    void finish() {
        endBatch(last.row());
        send();
    }

    /** Records that are stored and were not before. */
    long stored() {
        return stored;
    }

    /** Records that changed nothing. */
    long unchanged() {
        return unchanged;
    }

    /** Records that the service refused. */
    long refused() {
        return refused;
    }

    private void endBatch(long rowsDone) {
        if (batch.getRecordsCount() > 0) {
            requests.add(batch.setSource(file.source())
                    .setCursor(file.cursor(rowsDone))
                    .build());
            batch = SyncCrmRecordsRequest.newBuilder();
            batchBytes = 0;
        }
    }

    private void send() {
        if (requests.isEmpty()) {
            return;
        }
        refusedRows.flush();
        int sent = services.call(Remote.TOUCHPOINT, channel -> {
            CrmRecordServiceGrpc.CrmRecordServiceStub stub =
                    CrmRecordServiceGrpc.newStub(channel).withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
            StreamCall.oneByOne(
                    stub::syncCrmRecords,
                    requests.subList(answered, requests.size()).iterator(),
                    this::take);
            return requests.size();
        });
        if (answered != sent) {
            throw new CommandFailed(
                    "touchpoint-service answered %d of %d batches; import again to go on".formatted(answered, sent));
        }
        requests.clear();
        places.clear();
        answered = 0;
        placesAnswered = 0;
        streamBytes = 0;
    }

    /** Takes the answer to the first batch that has none. */
    private void take(SyncCrmRecordsResponse answer) {
        SyncCrmRecordsRequest request = requests.get(answered);
        int first = placesAnswered;
        answered++;
        placesAnswered += request.getRecordsCount();
        count(answer, request, first);
        refusedRows.flush();
    }

    private void count(SyncCrmRecordsResponse answer, SyncCrmRecordsRequest request, int first) {
        stored += answer.getAcceptedCount();
        unchanged += answer.getUnchangedCount();
        refused += answer.getRefusalsCount();
        for (Refusal refusal : answer.getRefusalsList()) {
            for (FieldViolation violation : refusal.getViolationsList()) {
                int index = Refusals.recordIndex(violation);
                if (index < 0 || index >= request.getRecordsCount()) {
                    throw new CommandFailed("touchpoint-service refused a batch of " + file.name() + ": "
                            + violation.getField() + " " + violation.getDescription());
                }
                refusedRows.add(
                        places.get(first + index),
                        Refusals.problem(violation, request.getRecords(index), file.columns()));
            }
        }
    }
}
