package dev.touchstone.touchpoint.crm;

import dev.touchstone.touchpoint.mark.IdentityKey;
import dev.touchstone.touchpoint.mark.Queue;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The tables of {@link SqlCrmRecordStore}. */
final class SqlCrmTables {
    private static final Map<CrmRecord.Kind, SqlCrmTable> TABLES = new EnumMap<>(Map.of(
            CrmRecord.Kind.PERSON, people(),
            CrmRecord.Kind.CAMPAIGN, campaigns(),
            CrmRecord.Kind.CAMPAIGN_MEMBER, campaignMembers(),
            CrmRecord.Kind.ACTIVITY, activities(),
            CrmRecord.Kind.ACCOUNT, accounts(),
            CrmRecord.Kind.PROGRAM, programs(),
            CrmRecord.Kind.PROGRAM_MEMBER, programMembers(),
            CrmRecord.Kind.MARKETING_ACTIVITY, marketingActivities(),
            CrmRecord.Kind.OPPORTUNITY, opportunities(),
            CrmRecord.Kind.CONTACT_ROLE, contactRoles()));

    private SqlCrmTables() {}

    static SqlCrmTable of(CrmRecord.Kind kind) {
        return Objects.requireNonNull(TABLES.get(kind));
    }

    private static SqlCrmTable people() {
        return SqlCrmTable.of(PersonRecord.CrmPerson.class, "crm_person", "crm_person_id")
                .text("type", PersonRecord.CrmPerson::type)
                .text("email", PersonRecord.CrmPerson::email)
                .text("first_name", person -> person.name().firstName())
                .text("last_name", person -> person.name().lastName())
                .text("company", person -> person.name().company())
                .time("created_at", PersonRecord.CrmPerson::createdAt)
                .text("website", person -> person.detail().website())
                .text("status", person -> person.detail().status())
                .text("lead_source", person -> person.detail().leadSource())
                .text("account_id", person -> person.detail().accountId())
                .text("duplicate_of_id", person -> person.detail().duplicateOfId())
                .ofDeletion("merged_into_id", CrmRecord.Deletion::mergedIntoId)
                .marksItself(Queue.CRM_PERSON)
                .build();
    }

    private static SqlCrmTable campaigns() {
        return SqlCrmTable.of(CampaignRecord.Campaign.class, "campaign", "campaign_id")
                .text("name", CampaignRecord.Campaign::name)
                .text("type", CampaignRecord.Campaign::type)
                .text("sync_type", CampaignRecord.Campaign::syncType)
                .text("status", campaign -> campaign.detail().status())
                .time("created_at", campaign -> campaign.detail().createdAt())
                .day("start_date", campaign -> campaign.detail().startDate())
                .day("end_date", campaign -> campaign.detail().endDate())
                .day("touchpoint_start_date", campaign -> campaign.detail().touchpointStartDate())
                .day("touchpoint_end_date", campaign -> campaign.detail().touchpointEndDate())
                .marksItself(Queue.CAMPAIGN)
                .build();
    }

    private static SqlCrmTable campaignMembers() {
        return SqlCrmTable.of(CampaignRecord.CampaignMember.class, "campaign_member", "campaign_member_id")
                .text("campaign_id", CampaignRecord.CampaignMember::campaignId)
                .text("crm_person_id", CampaignRecord.CampaignMember::crmPersonId)
                .text("status", CampaignRecord.CampaignMember::status)
                .time("created_at", CampaignRecord.CampaignMember::createdAt)
                .flag("has_responded", member -> member.response().hasResponded())
                .time("first_responded_at", member -> member.response().firstRespondedAt())
                .time("buyer_touchpoint_at", member -> member.response().buyerTouchpointAt())
                .marksCrmPeople("crm_person_id")
                .build();
    }

    private static SqlCrmTable activities() {
        return SqlCrmTable.of(ActivityRecord.Activity.class, "activity", "activity_id")
                .text("crm_person_id", ActivityRecord.Activity::crmPersonId)
                .text("type", ActivityRecord.Activity::type)
                .text("subject", ActivityRecord.Activity::subject)
                .time("occurred_at", ActivityRecord.Activity::occurredAt)
                .text("kind", activity -> activity.detail().kind())
                .text("status", activity -> activity.detail().status())
                .text("assigned_to", activity -> activity.detail().assignedTo())
                .time("created_at", activity -> activity.detail().createdAt())
                .time("ended_at", activity -> activity.detail().endedAt())
                .text("visitor_id", activity -> activity.detail().visitorId())
                .marksCrmPeople("crm_person_id")
                .marksAliases(IdentityKey.CALLED, "visitor_id")
                .build();
    }

    private static SqlCrmTable accounts() {
        return SqlCrmTable.of(AccountRecord.Account.class, "account", "account_id")
                .text("name", AccountRecord.Account::name)
                .text("website", AccountRecord.Account::website)
                .time("created_at", AccountRecord.Account::createdAt)
                .build();
    }

    private static SqlCrmTable programs() {
        return SqlCrmTable.of(ProgramRecord.Program.class, "program", "program_id")
                .text("name", ProgramRecord.Program::name)
                .text("type", ProgramRecord.Program::type)
                .text("channel", ProgramRecord.Program::channel)
                .text("status", ProgramRecord.Program::status)
                .time("created_at", ProgramRecord.Program::createdAt)
                .text("campaign_id", ProgramRecord.Program::campaignId)
                .marksItself(Queue.PROGRAM)
                .build();
    }

    private static SqlCrmTable programMembers() {
        return SqlCrmTable.of(ProgramRecord.ProgramMember.class, "program_member", "program_member_id")
                .text("program_id", ProgramRecord.ProgramMember::programId)
                .text("crm_person_id", ProgramRecord.ProgramMember::crmPersonId)
                .text("status", ProgramRecord.ProgramMember::status)
                .time("member_since", ProgramRecord.ProgramMember::memberSince)
                .marksCrmPeople("crm_person_id")
                .build();
    }

    private static SqlCrmTable marketingActivities() {
        return SqlCrmTable.of(ActivityRecord.MarketingActivity.class, "marketing_activity", "marketing_activity_id")
                .text("crm_person_id", ActivityRecord.MarketingActivity::crmPersonId)
                .column(
                        "activity_type_id",
                        "integer",
                        activity -> activity.type().id())
                .text("activity_type", activity -> activity.type().name())
                .time("occurred_at", ActivityRecord.MarketingActivity::occurredAt)
                .text("program_id", ActivityRecord.MarketingActivity::programId)
                .text("primary_attribute_value", ActivityRecord.MarketingActivity::primaryAttributeValue)
                .marksCrmPeople("crm_person_id")
                .build();
    }

    private static SqlCrmTable opportunities() {
        return SqlCrmTable.of(AccountRecord.Opportunity.class, "opportunity", "opportunity_id")
                .text("account_id", AccountRecord.Opportunity::accountId)
                .text("name", AccountRecord.Opportunity::name)
                .text("stage", opportunity -> opportunity.deal().stage())
                .column(
                        "amount",
                        "numeric",
                        opportunity -> plain(opportunity.deal().amount()))
                .text("currency_code", opportunity -> opportunity.deal().currencyCode())
                .time("created_at", AccountRecord.Opportunity::createdAt)
                .day("close_date", opportunity -> opportunity.deal().closeDate())
                .flag("is_closed", opportunity -> opportunity.deal().isClosed())
                .flag("is_won", opportunity -> opportunity.deal().isWon())
                .build();
    }

    private static SqlCrmTable contactRoles() {
        return SqlCrmTable.of(AccountRecord.ContactRole.class, "contact_role", "contact_role_id")
                .text("opportunity_id", AccountRecord.ContactRole::opportunityId)
                .text("crm_person_id", AccountRecord.ContactRole::crmPersonId)
                .text("role", AccountRecord.ContactRole::role)
                .flag("is_primary", AccountRecord.ContactRole::isPrimary)
                .build();
    }

    private static @Nullable String plain(@Nullable BigDecimal number) {
        return number == null ? null : number.toPlainString();
    }
}
