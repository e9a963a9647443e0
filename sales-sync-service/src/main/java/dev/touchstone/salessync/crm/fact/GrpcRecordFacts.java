package dev.touchstone.salessync.crm.fact;

import com.google.rpc.BadRequest.FieldViolation;
import dev.touchstone.salessync.facts.GrpcCrmRecordCalls;
import dev.touchstone.salessync.facts.NotReached;
import dev.touchstone.salessync.salesforce.query.SalesforceRecord;
import dev.touchstone.touchpoint.v1.CrmRecord;
import dev.touchstone.touchpoint.v1.Refusal;
import dev.touchstone.touchpoint.v1.SyncCrmRecordsRequest;
import dev.touchstone.touchpoint.v1.SyncCrmRecordsResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells touchpoint-service of records over gRPC, in batches that the contract takes. Our cursor there is a number that only grows. */
@ApplicationScoped
public class GrpcRecordFacts {
    /** Name under which our cursor is kept there. */
    static final String SOURCE = "salesforce";

    private static final int MAX_RECORDS = 1_000;
    /** Below the contract's 4 MB. */
    private static final int MAX_BYTES = 3_000_000;

    private static final Pattern PLACE = Pattern.compile("^records\\[\\d+]\\.");
    private static final Pattern REASON = Pattern.compile("[A-Z][A-Z0-9_]{0,59}");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private final GrpcCrmRecordCalls calls;
    private final RecordMessages messages;

    GrpcRecordFacts(GrpcCrmRecordCalls calls, TouchpointFields touchpoints) {
        this.calls = calls;
        this.messages = new RecordMessages(touchpoints);
    }

    /**
     * The number that was kept there last; empty if none was.
     *
     * @throws NotReached if there is no answer
     */
    public OptionalLong cursor() {
        return calls.cursor(SOURCE)
                .filter(cursor -> NUMBER.matcher(cursor).matches())
                .map(cursor -> OptionalLong.of(Long.parseLong(cursor)))
                .orElse(OptionalLong.empty());
    }

    /** A digest of what would be told of a record that is there. */
    public long digest(SalesforceRecord record, FieldPlan plan) {
        return messages.digest(plan.object(), record, plan.further());
    }

    /**
     * Tells facts; when it returns they are stored there, but for the refused ones. Each batch has a number of its own, so that a database
     * that is brought back to between two of them can be told.
     *
     * @param facts no record twice; may be none
     * @param plan of their object
     * @param cursor the number before
     * @throws NotReached if there is no answer; all, some or none of the facts may have been stored
     */
    public TellAnswer tell(List<RecordFact> facts, FieldPlan plan, long cursor) {
        TellAnswer all = new TellAnswer(0, 0, List.of(), cursor);
        SyncCrmRecordsRequest.Builder batch = SyncCrmRecordsRequest.newBuilder();
        List<RecordFact> inBatch = new ArrayList<>();
        int bytes = 0;
        for (RecordFact fact : facts) {
            CrmRecord record = messages.record(fact, plan.further());
            int size = record.getSerializedSize();
            if (inBatch.size() == MAX_RECORDS || bytes + size > MAX_BYTES) {
                all = sum(all, send(batch, inBatch, all.cursor() + 1));
                batch = SyncCrmRecordsRequest.newBuilder();
                inBatch.clear();
                bytes = 0;
            }
            batch.addRecords(record);
            inBatch.add(fact);
            bytes += size;
        }
        return inBatch.isEmpty() ? all : sum(all, send(batch, inBatch, all.cursor() + 1));
    }

    private TellAnswer send(SyncCrmRecordsRequest.Builder batch, List<RecordFact> facts, long cursor) {
        SyncCrmRecordsResponse response = calls.send(
                batch.setSource(SOURCE).setCursor(Long.toString(cursor)).build());
        Map<String, RecordFact> told = facts.stream().collect(Collectors.toMap(RecordFact::id, Function.identity()));
        List<TellAnswer.Refused> refused = response.getRefusalsList().stream()
                .map(refusal -> refused(refusal, told.get(refusal.getRecordId())))
                .toList();
        int answered = response.getAcceptedCount() + response.getUnchangedCount() + refused.size();
        if (answered != facts.size()) {
            throw new NotReached(
                    "incomplete", "touchpoint-service answers for " + answered + " of " + facts.size(), null);
        }
        return new TellAnswer(response.getAcceptedCount(), response.getUnchangedCount(), refused, cursor);
    }

    private static TellAnswer sum(TellAnswer before, TellAnswer next) {
        List<TellAnswer.Refused> refused = new ArrayList<>(before.refused());
        refused.addAll(next.refused());
        return new TellAnswer(
                before.accepted() + next.accepted(), before.unchanged() + next.unchanged(), refused, next.cursor());
    }

    private static TellAnswer.Refused refused(Refusal refusal, @Nullable RecordFact fact) {
        String what = refusal.getViolationsList().stream()
                .map(violation ->
                        PLACE.matcher(violation.getField()).replaceFirst("") + " " + violation.getDescription())
                .collect(Collectors.joining("; "));
        if (fact == null) {
            throw new NotReached("refused", "touchpoint-service refuses the batch: " + what, null);
        }
        return new TellAnswer.Refused(
                fact.object(),
                fact.id(),
                reason(refusal.getViolationsList()),
                "touchpoint-service refuses the " + fact.object().apiName() + ": " + what
                        + ". Change it in Salesforce, or retry if the rule changed");
    }

    private static String reason(List<FieldViolation> violations) {
        return violations.stream()
                .map(FieldViolation::getReason)
                .filter(reason -> REASON.matcher(reason).matches())
                .findFirst()
                .orElse("REFUSED");
    }
}
