package dev.touchstone.touchpoint.crm;

import com.google.rpc.BadRequest.FieldViolation;
import dev.touchstone.contract.FieldViolations;
import dev.touchstone.touchpoint.api.RecordFields;
import dev.touchstone.touchpoint.api.Refusals;
import dev.touchstone.touchpoint.erased.ErasedIdentities;
import dev.touchstone.touchpoint.rule.RecordObject;
import dev.touchstone.touchpoint.v1.Account;
import dev.touchstone.touchpoint.v1.Activity;
import dev.touchstone.touchpoint.v1.Campaign;
import dev.touchstone.touchpoint.v1.CampaignMember;
import dev.touchstone.touchpoint.v1.ContactRole;
import dev.touchstone.touchpoint.v1.CrmPerson;
import dev.touchstone.touchpoint.v1.CrmRecord.RecordCase;
import dev.touchstone.touchpoint.v1.MarketingActivity;
import dev.touchstone.touchpoint.v1.Opportunity;
import dev.touchstone.touchpoint.v1.Program;
import dev.touchstone.touchpoint.v1.ProgramMember;
import dev.touchstone.touchpoint.v1.Refusal;
import dev.touchstone.touchpoint.v1.SyncCrmRecordsRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the messages of {@code SyncCrmRecords}. */
final class CrmRecordRequests {
    static final int MAX_RECORDS = 1_000;
    static final int MAX_BYTES = 4 * 1024 * 1024;

    private static final int MAX_CURSOR = 1_024;

    private static final Map<RecordCase, Part<?>> PARTS = new EnumMap<>(Map.of(
            RecordCase.PERSON,
            new Part<>(
                    CrmRecord.Kind.PERSON,
                    "person.crm_person_id",
                    dev.touchstone.touchpoint.v1.CrmRecord::getPerson,
                    CrmPerson::getCrmPersonId,
                    PersonRequests::object,
                    PersonRequests::person),
            RecordCase.CAMPAIGN,
            new Part<>(
                    CrmRecord.Kind.CAMPAIGN,
                    "campaign.campaign_id",
                    dev.touchstone.touchpoint.v1.CrmRecord::getCampaign,
                    Campaign::getCampaignId,
                    campaign -> RecordObject.CAMPAIGN,
                    CampaignRequests::campaign),
            RecordCase.CAMPAIGN_MEMBER,
            new Part<>(
                    CrmRecord.Kind.CAMPAIGN_MEMBER,
                    "campaign_member.campaign_member_id",
                    dev.touchstone.touchpoint.v1.CrmRecord::getCampaignMember,
                    CampaignMember::getCampaignMemberId,
                    member -> RecordObject.CAMPAIGN_MEMBER,
                    CampaignRequests::member),
            RecordCase.ACTIVITY,
            new Part<>(
                    CrmRecord.Kind.ACTIVITY,
                    "activity.activity_id",
                    dev.touchstone.touchpoint.v1.CrmRecord::getActivity,
                    Activity::getActivityId,
                    ActivityRequests::object,
                    ActivityRequests::activity),
            RecordCase.ACCOUNT,
            new Part<>(
                    CrmRecord.Kind.ACCOUNT,
                    "account.account_id",
                    dev.touchstone.touchpoint.v1.CrmRecord::getAccount,
                    Account::getAccountId,
                    account -> null,
                    AccountRequests::account),
            RecordCase.PROGRAM,
            new Part<>(
                    CrmRecord.Kind.PROGRAM,
                    "program.program_id",
                    dev.touchstone.touchpoint.v1.CrmRecord::getProgram,
                    Program::getProgramId,
                    program -> RecordObject.PROGRAM,
                    ProgramRequests::program),
            RecordCase.PROGRAM_MEMBER,
            new Part<>(
                    CrmRecord.Kind.PROGRAM_MEMBER,
                    "program_member.program_member_id",
                    dev.touchstone.touchpoint.v1.CrmRecord::getProgramMember,
                    ProgramMember::getProgramMemberId,
                    member -> RecordObject.PROGRAM_MEMBER,
                    ProgramRequests::member),
            RecordCase.MARKETING_ACTIVITY,
            new Part<>(
                    CrmRecord.Kind.MARKETING_ACTIVITY,
                    "marketing_activity.marketing_activity_id",
                    dev.touchstone.touchpoint.v1.CrmRecord::getMarketingActivity,
                    MarketingActivity::getMarketingActivityId,
                    activity -> RecordObject.MARKETING_ACTIVITY,
                    ActivityRequests::marketingActivity),
            RecordCase.OPPORTUNITY,
            new Part<>(
                    CrmRecord.Kind.OPPORTUNITY,
                    "opportunity.opportunity_id",
                    dev.touchstone.touchpoint.v1.CrmRecord::getOpportunity,
                    Opportunity::getOpportunityId,
                    opportunity -> null,
                    AccountRequests::opportunity),
            RecordCase.CONTACT_ROLE,
            new Part<>(
                    CrmRecord.Kind.CONTACT_ROLE,
                    "contact_role.contact_role_id",
                    dev.touchstone.touchpoint.v1.CrmRecord::getContactRole,
                    ContactRole::getContactRoleId,
                    role -> null,
                    AccountRequests::contactRole)));

    private CrmRecordRequests() {}

    /**
     * What a batch holds.
     *
     * @param records the good records
     * @param positions of the good records in the batch
     * @param cursor where its source stands after it; null if it does not say, and for a batch refused whole
     * @param refusals the bad ones; one refusal without a record id stands for a batch refused whole
     */
    record Parsed(
            List<CrmRecord> records,
            List<Integer> positions,
            @Nullable SourceCursor cursor,
            List<Refusal> refusals) {
        /** The refusals, with those of some of the good records that are of somebody who was erased. */
        List<Refusal> refusalsWithErased(SyncCrmRecordsRequest request, long requestIndex, List<Integer> erased) {
            List<Refusal> all = new ArrayList<>(refusals);
            for (int place : erased) {
                int position = positions.get(place);
                FieldViolations violations = new FieldViolations();
                violations.add("records[" + position + "]", ErasedIdentities.REASON, ErasedIdentities.SENTENCE);
                all.add(refusal(requestIndex, request.getRecords(position), violations.list()));
            }
            return all;
        }
    }

    /**
     * How a kind of records is read.
     *
     * @param idField path of the id within the record
     * @param message the message of the kind
     * @param id the id, as it was sent
     * @param object which object rules call it; null for one they do not know
     * @param content reads everything but what all kinds have, and gives what makes the record of it if nothing is wrong
     */
    private record Part<M>(
            CrmRecord.Kind kind,
            String idField,
            Function<dev.touchstone.touchpoint.v1.CrmRecord, M> message,
            Function<M, String> id,
            Function<M, @Nullable RecordObject> object,
            BiFunction<M, CrmValueRequests, Function<CrmRecord.Head, CrmRecord>> content) {
        String sentId(dev.touchstone.touchpoint.v1.CrmRecord record) {
            return id.apply(message.apply(record));
        }

        Optional<CrmRecord> read(
                dev.touchstone.touchpoint.v1.CrmRecord record, Instant modifiedAt, CrmValueRequests values) {
            Optional<String> crmId = values.id(idField, sentId(record));
            if (record.getDeleted()) {
                String mergedIntoId = mergedIntoId(record, crmId, values);
                return values.ifGood(() -> new CrmRecord.Deletion(
                        kind, new CrmRecord.Head(crmId.orElseThrow(), modifiedAt, CrmFields.NONE), mergedIntoId));
            }
            M sent = message.apply(record);
            Function<CrmRecord.Head, CrmRecord> read = content.apply(sent, values);
            CrmFields fields = CrmFieldRequests.parse(record, kind, object.apply(sent), values);
            if (!record.getMergedIntoId().isEmpty()) {
                values.violation("merged_into_id", "FIELD_NOT_ALLOWED", "must be empty unless the record is deleted");
            }
            return values.ifGood(() -> read.apply(new CrmRecord.Head(crmId.orElseThrow(), modifiedAt, fields)));
        }

        private @Nullable String mergedIntoId(
                dev.touchstone.touchpoint.v1.CrmRecord record, Optional<String> id, CrmValueRequests values) {
            if (record.getFieldsCount() > 0) {
                values.violation("fields", "FIELD_NOT_ALLOWED", "must be empty for a deleted record");
            }
            String mergedIntoId = values.optionalId("merged_into_id", record.getMergedIntoId());
            if (mergedIntoId != null && kind != CrmRecord.Kind.PERSON) {
                values.violation("merged_into_id", "FIELD_NOT_ALLOWED", "must be empty but for a person");
            } else if (mergedIntoId != null && id.filter(mergedIntoId::equals).isPresent()) {
                values.violation("merged_into_id", "INVALID_ID", "must be another person than the one merged into it");
            }
            return mergedIntoId;
        }
    }

    static Parsed parse(SyncCrmRecordsRequest request, long requestIndex, Instant now) {
        FieldViolations violations = new FieldViolations();
        SourceCursor cursor = wholeBatch(request, violations, now);
        if (!violations.isEmpty()) {
            return new Parsed(List.of(), List.of(), null, List.of(Refusals.of(requestIndex, "", violations.list())));
        }
        List<CrmRecord> records = new ArrayList<>(request.getRecordsCount());
        List<Integer> positions = new ArrayList<>(request.getRecordsCount());
        List<Refusal> refusals = new ArrayList<>();
        for (int i = 0; i < request.getRecordsCount(); i++) {
            dev.touchstone.touchpoint.v1.CrmRecord message = request.getRecords(i);
            CrmValueRequests values = new CrmValueRequests("records[" + i + "].", now);
            Optional<CrmRecord> record = record(message, values);
            if (record.isPresent()) {
                records.add(record.get());
                positions.add(i);
            } else {
                refusals.add(refusal(requestIndex, message, values.violations()));
            }
        }
        return new Parsed(records, positions, cursor, refusals);
    }

    private static @Nullable SourceCursor wholeBatch(
            SyncCrmRecordsRequest request, FieldViolations violations, Instant now) {
        violations.limitText("batch_id", request.getBatchId(), RecordFields.MAX_ID);
        int count = request.getRecordsCount();
        if (count == 0 || count > MAX_RECORDS) {
            violations.add(
                    "records",
                    count == 0 ? "FIELD_REQUIRED" : "TOO_MANY",
                    "must have 1 to 1,000 records but has " + count);
        } else if (request.getSerializedSize() > MAX_BYTES) {
            violations.add(
                    "records",
                    "MESSAGE_TOO_LARGE",
                    "must have at most " + MAX_BYTES + " bytes together but has " + request.getSerializedSize());
        }
        if (request.getCursor().isEmpty()) {
            return null;
        }
        violations.limitText("cursor", request.getCursor(), MAX_CURSOR);
        Optional<String> source = new RecordFields(violations, now).id("source", request.getSource());
        return source.map(name -> new SourceCursor(name, request.getCursor())).orElse(null);
    }

    private static Optional<CrmRecord> record(dev.touchstone.touchpoint.v1.CrmRecord message, CrmValueRequests values) {
        Optional<Instant> modifiedAt = values.time("modify_time", message.hasModifyTime(), message.getModifyTime());
        Part<?> part = PARTS.get(message.getRecordCase());
        if (part == null) {
            values.violation("record", "FIELD_REQUIRED", "must be one of the records that the contract names");
            return Optional.empty();
        }
        // Stands in for a missing time while the rest is read, so that all violations are found; it is never stored.
        return part.read(message, modifiedAt.orElse(Instant.EPOCH), values);
    }

    private static Refusal refusal(
            long requestIndex, dev.touchstone.touchpoint.v1.CrmRecord message, List<FieldViolation> violations) {
        Part<?> part = PARTS.get(message.getRecordCase());
        return Refusals.of(requestIndex, part == null ? "" : part.sentId(message), violations);
    }
}
