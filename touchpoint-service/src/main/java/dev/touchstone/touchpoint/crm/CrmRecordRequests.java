package dev.touchstone.touchpoint.crm;

import com.google.rpc.BadRequest.FieldViolation;
import dev.touchstone.contract.FieldViolations;
import dev.touchstone.touchpoint.api.RecordFields;
import dev.touchstone.touchpoint.api.Refusals;
import dev.touchstone.touchpoint.generate.SyncType;
import dev.touchstone.touchpoint.v1.Activity;
import dev.touchstone.touchpoint.v1.Campaign;
import dev.touchstone.touchpoint.v1.CampaignMember;
import dev.touchstone.touchpoint.v1.CrmPerson;
import dev.touchstone.touchpoint.v1.Refusal;
import dev.touchstone.touchpoint.v1.SyncCrmRecordsRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads the messages of {@code SyncCrmRecords}. */
final class CrmRecordRequests {
    static final int MAX_RECORDS = 1_000;
    static final int MAX_BYTES = 4 * 1024 * 1024;

    private static final int MAX_TEXT = 255;

    private final FieldViolations violations = new FieldViolations();
    private final RecordFields fields;
    private final String path;

    private CrmRecordRequests(String path, Instant now) {
        this.path = path;
        this.fields = new RecordFields(violations, now);
    }

    /**
     * What a batch holds.
     *
     * @param records the good records
     * @param refusals the bad ones; one refusal without a record id stands for a batch refused whole
     */
    record Parsed(List<CrmRecord> records, List<Refusal> refusals) {}

    static Parsed parse(SyncCrmRecordsRequest request, long requestIndex, Instant now) {
        List<FieldViolation> whole = wholeBatch(request);
        if (!whole.isEmpty()) {
            return new Parsed(List.of(), List.of(Refusals.of(requestIndex, "", whole)));
        }
        List<CrmRecord> records = new ArrayList<>(request.getRecordsCount());
        List<Refusal> refusals = new ArrayList<>();
        for (int i = 0; i < request.getRecordsCount(); i++) {
            dev.touchstone.touchpoint.v1.CrmRecord message = request.getRecords(i);
            CrmRecordRequests parser = new CrmRecordRequests("records[" + i + "].", now);
            Optional<CrmRecord> record = parser.record(message);
            record.ifPresent(records::add);
            if (record.isEmpty()) {
                refusals.add(Refusals.of(requestIndex, recordId(message), parser.violations.list()));
            }
        }
        return new Parsed(records, refusals);
    }

    private static List<FieldViolation> wholeBatch(SyncCrmRecordsRequest request) {
        FieldViolations violations = new FieldViolations();
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
        return violations.list();
    }

    private Optional<CrmRecord> record(dev.touchstone.touchpoint.v1.CrmRecord message) {
        Optional<Instant> modifiedAt =
                fields.time(path + "modify_time", message.hasModifyTime(), message.getModifyTime());
        // Stands in for a missing time while the rest is read, so that all violations are found; it is never stored.
        Instant modified = modifiedAt.orElse(Instant.EPOCH);
        return switch (message.getRecordCase()) {
            case PERSON ->
                message.getDeleted()
                        ? deletion(
                                CrmRecord.Kind.PERSON,
                                "person.crm_person_id",
                                message.getPerson().getCrmPersonId(),
                                modified)
                        : person(message.getPerson(), modified);
            case CAMPAIGN ->
                message.getDeleted()
                        ? deletion(
                                CrmRecord.Kind.CAMPAIGN,
                                "campaign.campaign_id",
                                message.getCampaign().getCampaignId(),
                                modified)
                        : campaign(message.getCampaign(), modified);
            case CAMPAIGN_MEMBER ->
                message.getDeleted()
                        ? deletion(
                                CrmRecord.Kind.CAMPAIGN_MEMBER,
                                "campaign_member.campaign_member_id",
                                message.getCampaignMember().getCampaignMemberId(),
                                modified)
                        : campaignMember(message.getCampaignMember(), modified);
            case ACTIVITY ->
                message.getDeleted()
                        ? deletion(
                                CrmRecord.Kind.ACTIVITY,
                                "activity.activity_id",
                                message.getActivity().getActivityId(),
                                modified)
                        : activity(message.getActivity(), modified);
            case RECORD_NOT_SET -> {
                violations.add(
                        path + "record", "FIELD_REQUIRED", "must be person, campaign, campaign_member or activity");
                yield Optional.empty();
            }
        };
    }

    private Optional<CrmRecord> deletion(CrmRecord.Kind kind, String field, String id, Instant modified) {
        Optional<String> crmId = id(field, id);
        return ifGood(() -> new CrmRecord.Deletion(kind, crmId.orElseThrow(), modified));
    }

    private Optional<CrmRecord> person(CrmPerson message, Instant modified) {
        Optional<String> id = id("person.crm_person_id", message.getCrmPersonId());
        Optional<CrmRecord.PersonType> type = personType(message);
        Optional<String> email = fields.email(path + "person.email", message.getEmail());
        text("person.first_name", message.getFirstName());
        text("person.last_name", message.getLastName());
        text("person.company", message.getCompany());
        Optional<Instant> createdAt =
                fields.time(path + "person.create_time", message.hasCreateTime(), message.getCreateTime());
        return ifGood(() -> new CrmRecord.CrmPerson(
                id.orElseThrow(),
                modified,
                type.orElseThrow(),
                email.orElse(null),
                new CrmRecord.PersonName(message.getFirstName(), message.getLastName(), message.getCompany()),
                createdAt.orElseThrow()));
    }

    private Optional<CrmRecord.PersonType> personType(CrmPerson message) {
        return switch (message.getType()) {
            case CRM_PERSON_TYPE_LEAD -> Optional.of(CrmRecord.PersonType.LEAD);
            case CRM_PERSON_TYPE_CONTACT -> Optional.of(CrmRecord.PersonType.CONTACT);
            case CRM_PERSON_TYPE_UNSPECIFIED, UNRECOGNIZED -> {
                unknownEnum("person.type", "LEAD or CONTACT", message.getTypeValue());
                yield Optional.empty();
            }
        };
    }

    private Optional<CrmRecord> campaign(Campaign message, Instant modified) {
        Optional<String> id = id("campaign.campaign_id", message.getCampaignId());
        violations.requireText(path + "campaign.name", message.getName(), MAX_TEXT);
        text("campaign.type", message.getType());
        Optional<SyncType> syncType = syncType(message);
        return ifGood(() -> new CrmRecord.Campaign(
                id.orElseThrow(), modified, message.getName(), message.getType(), syncType.orElseThrow()));
    }

    private Optional<SyncType> syncType(Campaign message) {
        return switch (message.getSyncType()) {
            case SYNC_TYPE_NONE -> Optional.of(SyncType.NONE);
            case SYNC_TYPE_INCLUDE_ALL -> Optional.of(SyncType.INCLUDE_ALL);
            case SYNC_TYPE_EXCLUDE_ALL -> Optional.of(SyncType.EXCLUDE_ALL);
            case SYNC_TYPE_UNSPECIFIED, UNRECOGNIZED -> {
                unknownEnum("campaign.sync_type", "NONE, INCLUDE_ALL or EXCLUDE_ALL", message.getSyncTypeValue());
                yield Optional.empty();
            }
        };
    }

    private Optional<CrmRecord> campaignMember(CampaignMember message, Instant modified) {
        Optional<String> id = id("campaign_member.campaign_member_id", message.getCampaignMemberId());
        Optional<String> campaignId = id("campaign_member.campaign_id", message.getCampaignId());
        Optional<String> crmPersonId = id("campaign_member.crm_person_id", message.getCrmPersonId());
        text("campaign_member.status", message.getStatus());
        Optional<Instant> createdAt =
                fields.time(path + "campaign_member.create_time", message.hasCreateTime(), message.getCreateTime());
        return ifGood(() -> new CrmRecord.CampaignMember(
                id.orElseThrow(),
                modified,
                campaignId.orElseThrow(),
                crmPersonId.orElseThrow(),
                message.getStatus(),
                createdAt.orElseThrow()));
    }

    private Optional<CrmRecord> activity(Activity message, Instant modified) {
        Optional<String> id = id("activity.activity_id", message.getActivityId());
        Optional<String> crmPersonId = id("activity.crm_person_id", message.getCrmPersonId());
        text("activity.type", message.getType());
        text("activity.subject", message.getSubject());
        Optional<Instant> occurredAt =
                fields.time(path + "activity.occur_time", message.hasOccurTime(), message.getOccurTime());
        return ifGood(() -> new CrmRecord.Activity(
                id.orElseThrow(),
                modified,
                crmPersonId.orElseThrow(),
                message.getType(),
                message.getSubject(),
                occurredAt.orElseThrow()));
    }

    private Optional<String> id(String field, String value) {
        return fields.id(path + field, value).map(SalesforceId::canonical);
    }

    private void text(String field, String value) {
        violations.limitText(path + field, value, MAX_TEXT);
    }

    private void unknownEnum(String field, String expected, int value) {
        violations.add(path + field, "UNKNOWN_ENUM_VALUE", "must be " + expected + " but is " + value);
    }

    private Optional<CrmRecord> ifGood(Supplier<CrmRecord> record) {
        return violations.isEmpty() ? Optional.of(record.get()) : Optional.empty();
    }

    private static String recordId(dev.touchstone.touchpoint.v1.CrmRecord message) {
        return switch (message.getRecordCase()) {
            case PERSON -> message.getPerson().getCrmPersonId();
            case CAMPAIGN -> message.getCampaign().getCampaignId();
            case CAMPAIGN_MEMBER -> message.getCampaignMember().getCampaignMemberId();
            case ACTIVITY -> message.getActivity().getActivityId();
            case RECORD_NOT_SET -> "";
        };
    }
}
