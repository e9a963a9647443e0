package dev.touchstone.salessync.facts;

import com.google.protobuf.Timestamp;
import com.google.rpc.BadRequest.FieldViolation;
import dev.touchstone.touchpoint.v1.CrmPerson;
import dev.touchstone.touchpoint.v1.CrmPersonType;
import dev.touchstone.touchpoint.v1.CrmRecord;
import dev.touchstone.touchpoint.v1.Refusal;
import dev.touchstone.touchpoint.v1.SyncCrmRecordsRequest;
import dev.touchstone.touchpoint.v1.SyncCrmRecordsResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Facts in the words of touchpoint-service's contract. */
final class CrmFactMessages {
    /** Name under which our cursor is kept there. */
    static final String SOURCE = "marketo-people";

    private static final Pattern PLACE = Pattern.compile("^records\\[\\d+]\\.");
    private static final Pattern REASON = Pattern.compile("[A-Z][A-Z0-9_]{0,59}");

    private CrmFactMessages() {}

    static SyncCrmRecordsRequest batch(List<CrmFact> facts, @Nullable String cursor) {
        SyncCrmRecordsRequest.Builder batch =
                SyncCrmRecordsRequest.newBuilder().setSource(SOURCE).setCursor(cursor == null ? "" : cursor);
        facts.forEach(fact -> batch.addRecords(record(fact)));
        return batch.build();
    }

    static CrmRecord record(CrmFact fact) {
        CrmRecord.Builder record = CrmRecord.newBuilder().setModifyTime(timestamp(fact.modifiedAt()));
        CrmPerson.Builder person = CrmPerson.newBuilder().setCrmPersonId(id(fact.marketoId()));
        switch (fact) {
            case CrmFact.Known known -> put(known, person);
            case CrmFact.Gone gone -> {
                record.setDeleted(true);
                @Nullable Long winner = gone.mergedInto();
                if (winner != null) {
                    record.setMergedIntoId(id(winner));
                }
            }
        }
        return record.setPerson(person).build();
    }

    private static void put(CrmFact.Known known, CrmPerson.Builder person) {
        person.setType(CrmPersonType.CRM_PERSON_TYPE_MARKETO_PERSON)
                .setEmail(text(known.email()))
                .setFirstName(text(known.name().firstName()))
                .setLastName(text(known.name().lastName()))
                .setCompany(text(known.name().company()))
                .setCreateTime(timestamp(known.createdAt()))
                .setLeadSource(text(known.leadSource()))
                .setDuplicateOfId(text(known.duplicateOf()));
    }

    /**
     * What became of a batch.
     *
     * @throws NotReached if the answer is not about each of the facts
     */
    static CrmRecords.Answer answer(List<CrmFact> facts, SyncCrmRecordsResponse response) {
        Map<String, CrmFact> told =
                facts.stream().collect(Collectors.toMap(fact -> id(fact.marketoId()), Function.identity()));
        List<CrmRecords.Refused> refused = response.getRefusalsList().stream()
                .map(refusal -> refused(refusal, told.get(refusal.getRecordId())))
                .toList();
        int answered = response.getAcceptedCount() + response.getUnchangedCount() + refused.size();
        if (answered != facts.size()) {
            throw new NotReached(
                    "incomplete", "touchpoint-service answers for " + answered + " of " + facts.size(), null);
        }
        return new CrmRecords.Answer(response.getAcceptedCount(), response.getUnchangedCount(), refused);
    }

    private static CrmRecords.Refused refused(Refusal refusal, @Nullable CrmFact fact) {
        String what = refusal.getViolationsList().stream()
                .map(violation ->
                        PLACE.matcher(violation.getField()).replaceFirst("") + " " + violation.getDescription())
                .collect(Collectors.joining("; "));
        if (fact == null) {
            throw new NotReached("refused", "touchpoint-service refuses the batch: " + what, null);
        }
        return new CrmRecords.Refused(
                fact.marketoId(),
                reason(refusal.getViolationsList()),
                "touchpoint-service refuses the person: " + what
                        + ". Change it in Marketo, or retry if the rule changed");
    }

    private static String reason(List<FieldViolation> violations) {
        return violations.stream()
                .map(FieldViolation::getReason)
                .filter(reason -> REASON.matcher(reason).matches())
                .findFirst()
                .orElse("REFUSED");
    }

    private static String id(long marketoId) {
        return Long.toString(marketoId);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static Timestamp timestamp(Instant time) {
        return Timestamp.newBuilder()
                .setSeconds(time.getEpochSecond())
                .setNanos(time.getNano())
                .build();
    }
}
