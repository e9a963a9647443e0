package dev.touchstone.commandline.salesforce;

import static dev.touchstone.commandline.salesforce.SalesforceObject.ACCOUNT;
import static dev.touchstone.commandline.salesforce.SalesforceObject.CAMPAIGN;
import static dev.touchstone.commandline.salesforce.SalesforceObject.CAMPAIGN_MEMBER;
import static dev.touchstone.commandline.salesforce.SalesforceObject.CONTACT;
import static dev.touchstone.commandline.salesforce.SalesforceObject.CONTACT_ROLE;
import static dev.touchstone.commandline.salesforce.SalesforceObject.EVENT;
import static dev.touchstone.commandline.salesforce.SalesforceObject.LEAD;
import static dev.touchstone.commandline.salesforce.SalesforceObject.OPPORTUNITY;
import static dev.touchstone.commandline.salesforce.SalesforceObject.TASK;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The fields that the contract names, and the columns that they are in. A field may have several columns: the first that is not
 * blank counts. The first name of each is what {@code --map} calls it.
 */
public enum StandardField {
    /** The id. */
    ID(all(), "Id"),
    /** When it was last changed; of exports by a replication tool without such a column, when they were read. */
    MODIFIED(all(), "LastModifiedDate", "SystemModstamp", "_fivetran_synced"),
    /** Whether it was deleted. */
    DELETED(all(), "IsDeleted"),
    /** The record it was merged into. */
    MERGED_INTO(EnumSet.of(LEAD, CONTACT), "MasterRecordId"),
    /** When it was created. */
    CREATED(all(), "CreatedDate"),
    /** E-mail address. */
    EMAIL(EnumSet.of(LEAD, CONTACT), "Email"),
    /** Given name. */
    FIRST_NAME(EnumSet.of(LEAD, CONTACT), "FirstName"),
    /** Family name. */
    LAST_NAME(EnumSet.of(LEAD, CONTACT), "LastName"),
    /** Company. */
    COMPANY(EnumSet.of(LEAD, CONTACT), "Company"),
    /** Website. */
    WEBSITE(EnumSet.of(LEAD, CONTACT, ACCOUNT), "Website"),
    /** Status. */
    STATUS(EnumSet.of(LEAD, CONTACT, CAMPAIGN, CAMPAIGN_MEMBER, TASK, EVENT), "Status"),
    /** Lead source. */
    LEAD_SOURCE(EnumSet.of(LEAD, CONTACT), "LeadSource"),
    /** Account. */
    ACCOUNT_ID(EnumSet.of(CONTACT, OPPORTUNITY), "AccountId"),
    /** Name. */
    NAME(EnumSet.of(ACCOUNT, CAMPAIGN, OPPORTUNITY), "Name"),
    /** Type. */
    TYPE(EnumSet.of(CAMPAIGN, TASK, EVENT), "Type"),
    /** Whose memberships become touchpoints. */
    SYNC_TYPE(EnumSet.of(CAMPAIGN), "SyncType", "bizible2__Bizible_Attribution_SyncType__c"),
    /** First day of a campaign. */
    START_DATE(EnumSet.of(CAMPAIGN), "StartDate"),
    /** Last day of a campaign. */
    END_DATE(EnumSet.of(CAMPAIGN), "EndDate"),
    /** Members added before make no touchpoint. */
    TOUCHPOINT_START(EnumSet.of(CAMPAIGN), "TouchpointStartDate", "bizible2__Touchpoint_Start_Date__c"),
    /** Members added after make no touchpoint. */
    TOUCHPOINT_END(EnumSet.of(CAMPAIGN), "TouchpointEndDate", "bizible2__Touchpoint_End_Date__c"),
    /** Campaign of a member. */
    CAMPAIGN_ID(EnumSet.of(CAMPAIGN_MEMBER), "CampaignId"),
    /** Lead or contact of a member. A lead that was converted is its contact from then on. */
    MEMBER(EnumSet.of(CAMPAIGN_MEMBER), "LeadOrContactId", "ContactId", "LeadId"),
    /** Whether a member responded. */
    HAS_RESPONDED(EnumSet.of(CAMPAIGN_MEMBER), "HasResponded"),
    /** When a member first responded. */
    FIRST_RESPONDED(EnumSet.of(CAMPAIGN_MEMBER), "FirstRespondedDate"),
    /** The touchpoint date somebody set in Salesforce. */
    BUYER_TOUCHPOINT(EnumSet.of(CAMPAIGN_MEMBER), "BuyerTouchpointDate", "bizible2__Bizible_Touchpoint_Date__c"),
    /** Lead or contact of an activity. */
    WHO(EnumSet.of(TASK, EVENT), "WhoId"),
    /** Subject. */
    SUBJECT(EnumSet.of(TASK, EVENT), "Subject"),
    /** Name of the user. */
    ASSIGNED_TO(EnumSet.of(TASK, EVENT), "AssignedTo", "Owner.Name"),
    /** When a task took place; its completion, else its creation, tells the time of a day and stands in for a missing one. */
    TASK_TIME(EnumSet.of(TASK), "ActivityDate", "CompletedDateTime", "CreatedDate"),
    /** When an event began. */
    EVENT_TIME(EnumSet.of(EVENT), "StartDateTime", "ActivityDateTime", "ActivityDate"),
    /** When an event ended. */
    EVENT_END(EnumSet.of(EVENT), "EndDateTime"),
    /** The visitor whom call tracking wrote into a task. */
    VISITOR(EnumSet.of(TASK, EVENT), "VisitorId"),
    /** Stage. */
    STAGE(EnumSet.of(OPPORTUNITY), "StageName"),
    /** Amount. */
    AMOUNT(EnumSet.of(OPPORTUNITY), "Amount"),
    /** Currency of the amount. */
    CURRENCY(EnumSet.of(OPPORTUNITY), "CurrencyIsoCode"),
    /** Day of closing. */
    CLOSE_DATE(EnumSet.of(OPPORTUNITY), "CloseDate"),
    /** Whether it is closed. */
    CLOSED(EnumSet.of(OPPORTUNITY), "IsClosed"),
    /** Whether it is won. */
    WON(EnumSet.of(OPPORTUNITY), "IsWon"),
    /** Opportunity of a role. */
    OPPORTUNITY_ID(EnumSet.of(CONTACT_ROLE), "OpportunityId"),
    /** Contact of a role. */
    ROLE_CONTACT(EnumSet.of(CONTACT_ROLE), "ContactId"),
    /** The role. */
    ROLE(EnumSet.of(CONTACT_ROLE), "Role"),
    /** Whether it is the primary one. */
    PRIMARY(EnumSet.of(CONTACT_ROLE), "IsPrimary");

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable copy
    private final Set<SalesforceObject> objects;

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable copy
    private final List<String> columns;

    StandardField(Set<SalesforceObject> objects, String... columns) {
        this.objects = Set.copyOf(objects);
        this.columns = List.of(columns);
    }

    /** Whose field it is. */
    public boolean isOf(SalesforceObject object) {
        return objects.contains(object);
    }

    /** Names of its columns, the one that counts first at the beginning. */
    public List<String> columns() {
        return columns;
    }

    /** The field of an object with a name on the command line, in any case. */
    public static Optional<StandardField> named(SalesforceObject object, String name) {
        return Arrays.stream(values())
                .filter(field -> field.isOf(object) && field.columns.get(0).equalsIgnoreCase(name))
                .findFirst();
    }

    private static Set<SalesforceObject> all() {
        return EnumSet.allOf(SalesforceObject.class);
    }
}
