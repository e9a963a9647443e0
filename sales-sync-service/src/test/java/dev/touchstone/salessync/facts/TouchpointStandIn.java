package dev.touchstone.salessync.facts;

import com.google.rpc.BadRequest.FieldViolation;
import dev.touchstone.contract.RpcFailure;
import dev.touchstone.contract.RpcStatus;
import dev.touchstone.touchpoint.v1.CrmPersonType;
import dev.touchstone.touchpoint.v1.CrmRecord;
import dev.touchstone.touchpoint.v1.CrmRecordServiceGrpc;
import dev.touchstone.touchpoint.v1.GetCrmCursorRequest;
import dev.touchstone.touchpoint.v1.GetCrmCursorResponse;
import dev.touchstone.touchpoint.v1.Refusal;
import dev.touchstone.touchpoint.v1.SyncCrmRecordsRequest;
import dev.touchstone.touchpoint.v1.SyncCrmRecordsResponse;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Keeps the contract of touchpoint-service's CRM records, on a socket: records by id, of two copies the newer one, a deletion on a
 * tie, cursors with their batches, bad records refused alone. It can be away, or lose an answer after the commit.
 */
public final class TouchpointStandIn extends CrmRecordServiceGrpc.CrmRecordServiceImplBase implements AutoCloseable {
    private static final int MAX_RECORDS = 1_000;
    private static final int MAX_TEXT = 255;

    private final Server server;
    private final Map<String, CrmRecord> records = new TreeMap<>();
    private final Map<String, String> cursors = new TreeMap<>();
    private final List<SyncCrmRecordsRequest> batches = new ArrayList<>();
    private boolean away;
    private int answersToLose;
    private int stored;

    TouchpointStandIn() throws IOException {
        this(0);
    }

    /**
     * One at a port.
     *
     * @param port 0 for a free one
     */
    public TouchpointStandIn(int port) throws IOException {
        server = NettyServerBuilder.forPort(port).addService(this).build().start();
    }

    int port() {
        return server.getPort();
    }

    /** As new. */
    public synchronized void clear() {
        forgetEverything();
        batches.clear();
        away = false;
        answersToLose = 0;
    }

    /** As a database that was lost. */
    public synchronized void forgetEverything() {
        records.clear();
        cursors.clear();
        stored = 0;
    }

    public synchronized void setAway(boolean away) {
        this.away = away;
    }

    /** The next batch is stored, and the answer is not sent. */
    public synchronized void loseNextAnswer() {
        answersToLose++;
    }

    /** A backup: {@link #bringBack} makes it so again. */
    public synchronized Backup backup() {
        return new Backup(new TreeMap<>(records), new TreeMap<>(cursors));
    }

    public synchronized void bringBack(Backup backup) {
        forgetEverything();
        records.putAll(backup.records());
        cursors.putAll(backup.cursors());
    }

    public record Backup(Map<String, CrmRecord> records, Map<String, String> cursors) {}

    synchronized Optional<CrmRecord> record(long id) {
        return record(Long.toString(id));
    }

    /** The record of this id, deleted or not. */
    public synchronized Optional<CrmRecord> record(String id) {
        return Optional.ofNullable(records.get(id));
    }

    /** Whoever and whatever is there and not deleted, by id. */
    public synchronized List<String> known() {
        return records.values().stream()
                .filter(record -> !record.getDeleted())
                .map(TouchpointStandIn::id)
                .toList();
    }

    /** How many records changed what was stored. */
    public synchronized int stored() {
        return stored;
    }

    public synchronized List<SyncCrmRecordsRequest> batches() {
        return List.copyOf(batches);
    }

    @Override
    public StreamObserver<SyncCrmRecordsRequest> syncCrmRecords(StreamObserver<SyncCrmRecordsResponse> answers) {
        return new StreamObserver<>() {
            private boolean broken;

            @Override
            public void onNext(SyncCrmRecordsRequest request) {
                Optional<SyncCrmRecordsResponse> answer = take(request);
                broken = answer.isEmpty();
                answer.ifPresentOrElse(answers::onNext, () -> answers.onError(unavailable()));
            }

            @Override
            public void onError(Throwable failure) {
                // The client gave up.
            }

            @Override
            public void onCompleted() {
                if (!broken) {
                    answers.onCompleted();
                }
            }
        };
    }

    private static Throwable unavailable() {
        return Status.UNAVAILABLE.withDescription("the database is away").asRuntimeException();
    }

    private synchronized Optional<SyncCrmRecordsResponse> take(SyncCrmRecordsRequest request) {
        if (away) {
            return Optional.empty();
        }
        batches.add(request);
        if (request.getRecordsCount() == 0 || request.getRecordsCount() > MAX_RECORDS) {
            return Optional.of(SyncCrmRecordsResponse.newBuilder()
                    .addRefusals(refusal("", "records", "TOO_MANY", "must have 1 to 1,000 records"))
                    .build());
        }
        SyncCrmRecordsResponse.Builder answer = SyncCrmRecordsResponse.newBuilder();
        for (int i = 0; i < request.getRecordsCount(); i++) {
            take(i, request.getRecords(i), answer);
        }
        if (!request.getCursor().isEmpty()) {
            cursors.put(request.getSource(), request.getCursor());
        }
        if (answersToLose > 0) {
            answersToLose--;
            return Optional.empty();
        }
        return Optional.of(answer.build());
    }

    private void take(int index, CrmRecord record, SyncCrmRecordsResponse.Builder answer) {
        String id = id(record);
        Optional<Refusal> refusal = refusal(id, "records[" + index + "].", record);
        if (refusal.isPresent()) {
            answer.addRefusals(refusal.get());
        } else if (isNewer(record, records.get(id))) {
            records.put(id, record);
            stored++;
            answer.setAcceptedCount(answer.getAcceptedCount() + 1);
        } else {
            answer.setUnchangedCount(answer.getUnchangedCount() + 1);
        }
    }

    private static String id(CrmRecord record) {
        return switch (record.getRecordCase()) {
            case PERSON -> record.getPerson().getCrmPersonId();
            case CAMPAIGN -> record.getCampaign().getCampaignId();
            case CAMPAIGN_MEMBER -> record.getCampaignMember().getCampaignMemberId();
            case ACTIVITY -> record.getActivity().getActivityId();
            case ACCOUNT -> record.getAccount().getAccountId();
            case OPPORTUNITY -> record.getOpportunity().getOpportunityId();
            case CONTACT_ROLE -> record.getContactRole().getContactRoleId();
            case PROGRAM, PROGRAM_MEMBER, MARKETING_ACTIVITY, RECORD_NOT_SET ->
                throw new IllegalArgumentException("nobody here tells of a " + record.getRecordCase());
        };
    }

    private static boolean isNewer(CrmRecord record, CrmRecord before) {
        if (before == null) {
            return true;
        }
        int age = modifiedAt(record).compareTo(modifiedAt(before));
        if (age == 0 && record.getDeleted() && before.getDeleted()) {
            return record.getMergedIntoId().compareTo(before.getMergedIntoId()) > 0;
        }
        return age > 0 || (age == 0 && record.getDeleted());
    }

    private static Instant modifiedAt(CrmRecord record) {
        return Instant.ofEpochSecond(
                record.getModifyTime().getSeconds(), record.getModifyTime().getNanos());
    }

    private static Optional<Refusal> refusal(String id, String path, CrmRecord record) {
        var person = record.getPerson();
        if (!record.hasModifyTime()) {
            return Optional.of(refusal(id, path + "modify_time", "FIELD_REQUIRED", "is required"));
        }
        if (record.getDeleted() || !record.hasPerson()) {
            return Optional.empty();
        }
        if (person.getType() == CrmPersonType.CRM_PERSON_TYPE_UNSPECIFIED || !person.hasCreateTime()) {
            return Optional.of(refusal(id, path + "person", "FIELD_REQUIRED", "must have a type and a create_time"));
        }
        if (!person.getEmail().isEmpty() && !person.getEmail().matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+")) {
            return Optional.of(refusal(id, path + "person.email", "INVALID_EMAIL", "must be an e-mail address"));
        }
        if (person.getCompany().length() > MAX_TEXT) {
            return Optional.of(refusal(id, path + "person.company", "FIELD_TOO_LONG", "must have at most 255"));
        }
        return Optional.empty();
    }

    private static Refusal refusal(String id, String path, String reason, String description) {
        return Refusal.newBuilder()
                .setRecordId(id)
                .addViolations(FieldViolation.newBuilder()
                        .setField(path)
                        .setReason(reason)
                        .setDescription(description))
                .build();
    }

    @Override
    public void getCrmCursor(GetCrmCursorRequest request, StreamObserver<GetCrmCursorResponse> answers) {
        Optional<String> cursor;
        synchronized (this) {
            if (away) {
                answers.onError(unavailable());
                return;
            }
            cursor = Optional.ofNullable(cursors.get(request.getSource()));
        }
        if (cursor.isEmpty()) {
            answers.onError(RpcStatus.of(new RpcFailure.NotFound(
                    "CRM_SOURCE_NOT_FOUND", "the source never sent a cursor", Map.of("source", request.getSource()))));
            return;
        }
        answers.onNext(GetCrmCursorResponse.newBuilder().setCursor(cursor.get()).build());
        answers.onCompleted();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
