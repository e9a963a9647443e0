package dev.touchstone.salessync.crm.fact;

import com.google.protobuf.Timestamp;
import dev.touchstone.salessync.crm.fact.FieldPlan.Further;
import dev.touchstone.salessync.salesforce.query.SalesforceRecord;
import dev.touchstone.touchpoint.v1.Account;
import dev.touchstone.touchpoint.v1.Activity;
import dev.touchstone.touchpoint.v1.ActivityKind;
import dev.touchstone.touchpoint.v1.Campaign;
import dev.touchstone.touchpoint.v1.CampaignMember;
import dev.touchstone.touchpoint.v1.ContactRole;
import dev.touchstone.touchpoint.v1.CrmField;
import dev.touchstone.touchpoint.v1.CrmPerson;
import dev.touchstone.touchpoint.v1.CrmPersonType;
import dev.touchstone.touchpoint.v1.CrmRecord;
import dev.touchstone.touchpoint.v1.Opportunity;
import dev.touchstone.touchpoint.v1.SyncType;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Records of Salesforce in the words of touchpoint-service's contract. */
final class RecordMessages {
    private static final String CREATED = "CreatedDate";

    private final TouchpointFields touchpoints;

    RecordMessages(TouchpointFields touchpoints) {
        this.touchpoints = touchpoints;
    }

    /** The message of a fact. */
    CrmRecord record(RecordFact fact, List<Further> further) {
        @Nullable SalesforceRecord record = fact.record();
        CrmRecord.Builder message = record == null ? gone(fact) : content(fact.object(), record, further);
        return message.setModifyTime(timestamp(fact.modifiedAt())).build();
    }

    /** A digest of what is told of a record that is there. */
    long digest(CrmObject object, SalesforceRecord record, List<Further> further) {
        try {
            byte[] content = content(object, record, further).build().toByteArray();
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(content))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static CrmRecord.Builder gone(RecordFact fact) {
        CrmRecord.Builder message = CrmRecord.newBuilder().setDeleted(true).setMergedIntoId(fact.mergedInto());
        putId(fact.object(), fact.id(), message);
        return message;
    }

    private CrmRecord.Builder content(CrmObject object, SalesforceRecord record, List<Further> further) {
        CrmRecord.Builder message = CrmRecord.newBuilder();
        put(object, record, message);
        further.forEach(field -> field(field, record.text(field.name())).ifPresent(message::addFields));
        return message;
    }

    private static void putId(CrmObject object, String id, CrmRecord.Builder message) {
        switch (object) {
            case LEAD, CONTACT -> message.setPerson(person(object, id));
            case CAMPAIGN -> message.setCampaign(Campaign.newBuilder().setCampaignId(id));
            case CAMPAIGN_MEMBER ->
                message.setCampaignMember(CampaignMember.newBuilder().setCampaignMemberId(id));
            case TASK, EVENT -> message.setActivity(activity(object, id));
            case ACCOUNT -> message.setAccount(Account.newBuilder().setAccountId(id));
            case OPPORTUNITY -> message.setOpportunity(Opportunity.newBuilder().setOpportunityId(id));
            case CONTACT_ROLE -> message.setContactRole(ContactRole.newBuilder().setContactRoleId(id));
        }
    }

    private void put(CrmObject object, SalesforceRecord record, CrmRecord.Builder message) {
        switch (object) {
            case LEAD, CONTACT -> message.setPerson(person(object, record));
            case CAMPAIGN -> message.setCampaign(campaign(record));
            case CAMPAIGN_MEMBER -> message.setCampaignMember(member(record));
            case TASK -> message.setActivity(task(record));
            case EVENT -> message.setActivity(event(record));
            case ACCOUNT -> message.setAccount(account(record));
            case OPPORTUNITY -> message.setOpportunity(opportunity(record));
            case CONTACT_ROLE -> message.setContactRole(role(record));
        }
    }

    private static CrmPerson.Builder person(CrmObject object, String id) {
        return CrmPerson.newBuilder()
                .setCrmPersonId(id)
                .setType(
                        object == CrmObject.LEAD
                                ? CrmPersonType.CRM_PERSON_TYPE_LEAD
                                : CrmPersonType.CRM_PERSON_TYPE_CONTACT);
    }

    private static CrmPerson.Builder person(CrmObject object, SalesforceRecord record) {
        CrmPerson.Builder person = person(object, record.id())
                .setEmail(record.text("Email").strip())
                .setFirstName(cut(record, "FirstName"))
                .setLastName(cut(record, "LastName"))
                .setCompany(cut(record, "Company"))
                .setWebsite(cut(record, "Website"))
                .setStatus(cut(record, "Status"))
                .setLeadSource(cut(record, "LeadSource"))
                .setAccountId(record.text("AccountId"));
        RecordValues.firstTime(record, CREATED).ifPresent(time -> person.setCreateTime(timestamp(time)));
        return person;
    }

    private Campaign.Builder campaign(SalesforceRecord record) {
        Campaign.Builder campaign = Campaign.newBuilder()
                .setCampaignId(record.id())
                .setName(cut(record, "Name"))
                .setType(cut(record, "Type"))
                .setStatus(cut(record, "Status"))
                .setSyncType(sync(record.text(touchpoints.syncType())))
                .setStartDate(day(record, "StartDate"))
                .setEndDate(day(record, "EndDate"))
                .setTouchpointStartDate(day(record, touchpoints.startDate()))
                .setTouchpointEndDate(day(record, touchpoints.endDate()));
        RecordValues.firstTime(record, CREATED).ifPresent(time -> campaign.setCreateTime(timestamp(time)));
        return campaign;
    }

    private static SyncType sync(String choice) {
        return switch (RecordValues.sync(choice)) {
            case NONE -> SyncType.SYNC_TYPE_NONE;
            case INCLUDE_ALL -> SyncType.SYNC_TYPE_INCLUDE_ALL;
            case INCLUDE_RESPONDED -> SyncType.SYNC_TYPE_INCLUDE_RESPONDED;
            case EXCLUDE_ALL -> SyncType.SYNC_TYPE_EXCLUDE_ALL;
        };
    }

    private CampaignMember.Builder member(SalesforceRecord record) {
        CampaignMember.Builder member = CampaignMember.newBuilder()
                .setCampaignMemberId(record.id())
                .setCampaignId(record.text("CampaignId"))
                .setCrmPersonId(RecordRules.memberOf(record))
                .setStatus(cut(record, "Status"))
                .setHasResponded(record.flag("HasResponded"));
        RecordValues.firstTime(record, CREATED).ifPresent(time -> member.setCreateTime(timestamp(time)));
        RecordValues.firstTime(record, "FirstRespondedDate")
                .ifPresent(time -> member.setFirstRespondTime(timestamp(time)));
        RecordValues.firstTime(record, touchpoints.touchpointTime())
                .ifPresent(time -> member.setBuyerTouchpointTime(timestamp(time)));
        return member;
    }

    private static Activity.Builder activity(CrmObject object, String id) {
        return Activity.newBuilder()
                .setActivityId(id)
                .setKind(object == CrmObject.TASK ? ActivityKind.ACTIVITY_KIND_TASK : ActivityKind.ACTIVITY_KIND_EVENT);
    }

    /** A task without a day took place when it was made. */
    private static Activity.Builder task(SalesforceRecord record) {
        return activity(CrmObject.TASK, record, RecordValues.firstTime(record, "ActivityDate", CREATED));
    }

    private static Activity.Builder event(SalesforceRecord record) {
        Activity.Builder event = activity(CrmObject.EVENT, record, RecordValues.firstTime(record, "StartDateTime"));
        RecordValues.firstTime(record, "EndDateTime").ifPresent(time -> event.setEndTime(timestamp(time)));
        return event;
    }

    private static Activity.Builder activity(CrmObject object, SalesforceRecord record, Optional<Instant> occurred) {
        Activity.Builder activity = activity(object, record.id())
                .setCrmPersonId(record.text("WhoId"))
                .setType(cut(record, "Type"))
                .setSubject(cut(record, "Subject"))
                .setStatus(cut(record, "Status"))
                .setAssignedTo(cut(record, "Owner.Name"));
        occurred.ifPresent(time -> activity.setOccurTime(timestamp(time)));
        RecordValues.firstTime(record, CREATED).ifPresent(time -> activity.setCreateTime(timestamp(time)));
        return activity;
    }

    private static Account.Builder account(SalesforceRecord record) {
        Account.Builder account = Account.newBuilder()
                .setAccountId(record.id())
                .setName(cut(record, "Name"))
                .setWebsite(cut(record, "Website"));
        RecordValues.firstTime(record, CREATED).ifPresent(time -> account.setCreateTime(timestamp(time)));
        return account;
    }

    private static Opportunity.Builder opportunity(SalesforceRecord record) {
        Opportunity.Builder opportunity = Opportunity.newBuilder()
                .setOpportunityId(record.id())
                .setAccountId(record.text("AccountId"))
                .setName(cut(record, "Name"))
                .setStage(cut(record, "StageName"))
                .setAmount(RecordValues.number(record.text("Amount")).orElse(""))
                .setCurrencyCode(record.text("CurrencyIsoCode"))
                .setCloseDate(day(record, "CloseDate"))
                .setIsClosed(record.flag("IsClosed"))
                .setIsWon(record.flag("IsWon"));
        RecordValues.firstTime(record, CREATED).ifPresent(time -> opportunity.setCreateTime(timestamp(time)));
        return opportunity;
    }

    private static ContactRole.Builder role(SalesforceRecord record) {
        return ContactRole.newBuilder()
                .setContactRoleId(record.id())
                .setOpportunityId(record.text("OpportunityId"))
                .setCrmPersonId(record.text("ContactId"))
                .setRole(cut(record, "Role"))
                .setIsPrimary(record.flag("IsPrimary"));
    }

    /** Empty fields and values that the contract has no place for are left out. */
    private static Optional<CrmField> field(Further field, String value) {
        CrmField.Builder told = CrmField.newBuilder().setName(field.name()).setFormula(field.formula());
        if (value.isEmpty()) {
            return Optional.empty();
        }
        return switch (field.shape()) {
            case TEXT -> Optional.of(told.setText(RecordValues.cut(value)).build());
            case FLAG -> Optional.of(told.setFlag(value.equals("true")).build());
            case NUMBER ->
                RecordValues.number(value).map(number -> told.setNumber(number).build());
            case TIME ->
                RecordValues.time(value)
                        .map(time -> told.setTime(timestamp(time)).build());
            case DATE ->
                RecordValues.date(value).map(day -> told.setDate(day.toString()).build());
        };
    }

    private static String cut(SalesforceRecord record, String field) {
        return RecordValues.cut(record.text(field));
    }

    private static String day(SalesforceRecord record, String field) {
        return RecordValues.date(record.text(field)).map(Object::toString).orElse("");
    }

    private static Timestamp timestamp(Instant time) {
        return Timestamp.newBuilder()
                .setSeconds(time.getEpochSecond())
                .setNanos(time.getNano())
                .build();
    }
}
