package dev.touchstone.testing.salesforce.schema;

import static dev.touchstone.testing.salesforce.schema.Field.checkbox;
import static dev.touchstone.testing.salesforce.schema.Field.picklist;
import static dev.touchstone.testing.salesforce.schema.Field.reference;
import static dev.touchstone.testing.salesforce.schema.Field.text;

import dev.touchstone.testing.salesforce.schema.Field.Trait;
import java.util.ArrayList;
import java.util.List;

/** The standard types, with the fields that integrations of sales and marketing use. */
final class StandardObjects {
    private static final String[] LEAD_SOURCES = {"Web", "Phone Inquiry", "Partner Referral", "Purchased List", "Other"
    };
    private static final String[] INDUSTRIES = {"Agriculture", "Banking", "Consulting", "Education", "Technology"};

    private StandardObjects() {}

    static List<ObjectType> all() {
        return List.of(
                lead(),
                contact(),
                account(),
                opportunity(),
                opportunityContactRole(),
                opportunityHistory(),
                opportunityStage(),
                campaign(),
                campaignMember(),
                campaignMemberStatus(),
                task(),
                event(),
                user(),
                group());
    }

    private static ObjectType lead() {
        List<Field> fields = person();
        fields.add(text("Company", 255).with(Trait.REQUIRED));
        fields.add(Field.of("Website", FieldType.URL, 255));
        fields.add(picklist("Industry", INDUSTRIES));
        fields.add(Field.of("NumberOfEmployees", FieldType.INT, 0));
        fields.add(picklist("Rating", "Hot", "Warm", "Cold"));
        fields.add(picklist(
                        "Status",
                        "Open - Not Contacted",
                        "Working - Contacted",
                        "Closed - Converted",
                        "Closed - Not Converted")
                .with(Trait.DEFAULTED, Trait.NEVER_NULL));
        fields.addAll(address(""));
        fields.add(owner("Group", "User"));
        fields.add(computed(checkbox("IsConverted")));
        fields.add(computed(Field.of("ConvertedDate", FieldType.DATE, 0)));
        fields.add(computed(reference("ConvertedAccountId", "ConvertedAccount", "Account")));
        fields.add(computed(reference("ConvertedContactId", "ConvertedContact", "Contact")));
        fields.add(computed(reference("ConvertedOpportunityId", "ConvertedOpportunity", "Opportunity")));
        fields.add(checkbox("IsUnreadByOwner"));
        fields.add(master("Lead"));
        return standard("Lead", "00Q", fields);
    }

    private static ObjectType contact() {
        List<Field> fields = person();
        fields.add(reference("AccountId", "Account", "Account"));
        fields.add(reference("ReportsToId", "ReportsTo", "Contact"));
        fields.add(text("Department", 80));
        fields.addAll(address("Mailing"));
        fields.add(owner("User"));
        fields.add(master("Contact"));
        return standard("Contact", "003", fields);
    }

    private static ObjectType account() {
        List<Field> fields = new ArrayList<>();
        fields.add(text("Name", 255).with(Trait.REQUIRED));
        fields.add(picklist("Type", "Prospect", "Customer - Direct", "Customer - Channel", "Partner", "Other"));
        fields.add(reference("ParentId", "Parent", "Account"));
        fields.add(picklist("Industry", INDUSTRIES));
        fields.add(Field.of("AnnualRevenue", FieldType.CURRENCY, 0));
        fields.add(Field.of("NumberOfEmployees", FieldType.INT, 0));
        fields.add(Field.of("Phone", FieldType.PHONE, 40));
        fields.add(Field.of("Website", FieldType.URL, 255));
        fields.add(Field.of("Description", FieldType.TEXTAREA, 32_000));
        fields.addAll(address("Billing"));
        fields.add(owner("User"));
        fields.add(master("Account"));
        return standard("Account", "001", fields);
    }

    private static ObjectType opportunity() {
        List<Field> fields = new ArrayList<>();
        fields.add(text("Name", 120).with(Trait.REQUIRED));
        fields.add(reference("AccountId", "Account", "Account"));
        fields.add(reference("CampaignId", "Campaign", "Campaign"));
        fields.add(picklist("StageName", Stages.names()).with(Trait.REQUIRED));
        fields.add(Field.of("Amount", FieldType.CURRENCY, 0));
        fields.add(Field.of("Probability", FieldType.PERCENT, 0));
        fields.add(Field.of("CloseDate", FieldType.DATE, 0).with(Trait.REQUIRED));
        fields.add(picklist("Type", "New Customer", "Existing Customer - Upgrade"));
        fields.add(picklist("LeadSource", LEAD_SOURCES));
        fields.add(Field.of("NextStep", FieldType.STRING, 255));
        fields.add(Field.of("Description", FieldType.TEXTAREA, 32_000));
        fields.add(computed(checkbox("IsClosed")));
        fields.add(computed(checkbox("IsWon")));
        fields.add(computed(Field.of("ForecastCategory", FieldType.STRING, 40)));
        fields.add(owner("User"));
        return standard("Opportunity", "006", fields);
    }

    private static ObjectType opportunityContactRole() {
        return standard(
                "OpportunityContactRole",
                "00K",
                List.of(
                        reference("OpportunityId", "Opportunity", "Opportunity")
                                .with(Trait.REQUIRED, Trait.NOT_UPDATEABLE),
                        reference("ContactId", "Contact", "Contact").with(Trait.REQUIRED, Trait.NOT_UPDATEABLE),
                        picklist("Role", "Business User", "Decision Maker", "Evaluator", "Influencer", "Other"),
                        checkbox("IsPrimary")));
    }

    private static ObjectType opportunityHistory() {
        List<Field> fields = new ArrayList<>(List.of(
                Field.of("Id", FieldType.ID, 18),
                reference("OpportunityId", "Opportunity", "Opportunity"),
                reference("CreatedById", "CreatedBy", "User"),
                Field.of("CreatedDate", FieldType.DATETIME, 0),
                picklist("StageName", Stages.names()),
                Field.of("Amount", FieldType.CURRENCY, 0),
                Field.of("Probability", FieldType.PERCENT, 0),
                Field.of("CloseDate", FieldType.DATE, 0),
                Field.of("SystemModstamp", FieldType.DATETIME, 0),
                checkbox("IsDeleted")));
        fields.replaceAll(StandardObjects::computed);
        return new ObjectType("OpportunityHistory", "008", fields);
    }

    private static ObjectType opportunityStage() {
        return standard(
                "OpportunityStage",
                "01J",
                List.of(
                        text("MasterLabel", 255).with(Trait.REQUIRED),
                        text("ApiName", 255).with(Trait.REQUIRED, Trait.UNIQUE),
                        checkbox("IsActive"),
                        Field.of("SortOrder", FieldType.INT, 0),
                        checkbox("IsClosed"),
                        checkbox("IsWon"),
                        Field.of("DefaultProbability", FieldType.PERCENT, 0)));
    }

    private static ObjectType campaign() {
        List<Field> fields = new ArrayList<>();
        fields.add(text("Name", 80).with(Trait.REQUIRED));
        fields.add(reference("ParentId", "Parent", "Campaign"));
        fields.add(picklist("Type", "Conference", "Webinar", "Trade Show", "Email", "Advertisement", "Other"));
        fields.add(picklist("Status", "Planned", "In Progress", "Completed", "Aborted")
                .with(Trait.DEFAULTED));
        fields.add(Field.of("StartDate", FieldType.DATE, 0));
        fields.add(Field.of("EndDate", FieldType.DATE, 0));
        fields.add(Field.of("BudgetedCost", FieldType.CURRENCY, 0));
        fields.add(Field.of("ActualCost", FieldType.CURRENCY, 0));
        fields.add(checkbox("IsActive"));
        fields.add(Field.of("Description", FieldType.TEXTAREA, 32_000));
        fields.add(owner("User"));
        return standard("Campaign", "701", fields);
    }

    private static ObjectType campaignMember() {
        return standard(
                "CampaignMember",
                "00v",
                List.of(
                        reference("CampaignId", "Campaign", "Campaign").with(Trait.REQUIRED, Trait.NOT_UPDATEABLE),
                        reference("LeadId", "Lead", "Lead").with(Trait.NOT_UPDATEABLE),
                        reference("ContactId", "Contact", "Contact").with(Trait.NOT_UPDATEABLE),
                        computed(reference("LeadOrContactId", "LeadOrContact", "Lead", "Contact")),
                        picklist("Status", "Sent", "Responded").with(Trait.DEFAULTED, Trait.NEVER_NULL),
                        computed(checkbox("HasResponded")),
                        computed(Field.of("FirstRespondedDate", FieldType.DATE, 0))));
    }

    private static ObjectType campaignMemberStatus() {
        return standard(
                "CampaignMemberStatus",
                "01Y",
                List.of(
                        reference("CampaignId", "Campaign", "Campaign").with(Trait.REQUIRED, Trait.NOT_UPDATEABLE),
                        text("Label", 765).with(Trait.REQUIRED),
                        Field.of("SortOrder", FieldType.INT, 0),
                        checkbox("IsDefault"),
                        checkbox("HasResponded")));
    }

    private static ObjectType task() {
        List<Field> fields = activity();
        fields.add(Field.of("ActivityDate", FieldType.DATE, 0));
        fields.add(picklist("Status", "Not Started", "In Progress", "Completed", "Waiting on someone else", "Deferred")
                .with(Trait.DEFAULTED, Trait.NEVER_NULL));
        fields.add(picklist("Priority", "Normal", "High", "Low").with(Trait.DEFAULTED, Trait.NEVER_NULL));
        fields.add(picklist("Type", "Call", "Email", "Meeting", "Other"));
        fields.add(picklist("TaskSubtype", "Task", "Email", "Call", "Cadence", "ListEmail", "LinkedIn")
                .with(Trait.DEFAULTED, Trait.NOT_UPDATEABLE, Trait.RESTRICTED));
        fields.add(picklist("CallType", "Internal", "Inbound", "Outbound"));
        fields.add(Field.of("CallDurationInSeconds", FieldType.INT, 0));
        fields.add(text("CallDisposition", 255));
        fields.add(text("CallObject", 255));
        fields.add(checkbox("IsReminderSet"));
        fields.add(Field.of("ReminderDateTime", FieldType.DATETIME, 0));
        fields.add(computed(Field.of("CompletedDateTime", FieldType.DATETIME, 0)));
        fields.add(computed(checkbox("IsClosed")));
        fields.add(computed(checkbox("IsHighPriority")));
        fields.add(checkbox("IsRecurrence").with(Trait.NOT_UPDATEABLE));
        return standard("Task", "00T", fields);
    }

    private static ObjectType event() {
        List<Field> fields = activity();
        fields.add(text("Location", 255));
        fields.add(checkbox("IsAllDayEvent"));
        fields.add(Field.of("StartDateTime", FieldType.DATETIME, 0).with(Trait.REQUIRED));
        fields.add(Field.of("EndDateTime", FieldType.DATETIME, 0));
        fields.add(Field.of("DurationInMinutes", FieldType.INT, 0));
        fields.add(picklist("Type", "Call", "Email", "Meeting", "Other"));
        fields.add(picklist("ShowAs", "Busy", "OutOfOffice", "Free").with(Trait.DEFAULTED));
        return standard("Event", "00U", fields);
    }

    private static ObjectType user() {
        return standard(
                "User",
                "005",
                List.of(
                        text("Username", 80).with(Trait.REQUIRED, Trait.UNIQUE),
                        text("FirstName", 40),
                        text("LastName", 80).with(Trait.REQUIRED),
                        computed(text("Name", 121)),
                        Field.of("Email", FieldType.EMAIL, 128).with(Trait.REQUIRED),
                        text("Alias", 8),
                        checkbox("IsActive"),
                        picklist("UserType", "Standard").with(Trait.DEFAULTED),
                        picklist("TimeZoneSidKey", "America/Los_Angeles", "Europe/Berlin", "GMT")
                                .with(Trait.DEFAULTED),
                        picklist("LocaleSidKey", "en_US", "de_DE").with(Trait.DEFAULTED),
                        reference("ManagerId", "Manager", "User")));
    }

    private static ObjectType group() {
        return standard(
                "Group",
                "00G",
                List.of(
                        text("Name", 40).with(Trait.REQUIRED),
                        picklist("Type", "Queue", "Regular").with(Trait.DEFAULTED)));
    }

    private static List<Field> person() {
        return new ArrayList<>(List.of(
                picklist("Salutation", "Mr.", "Ms.", "Dr.", "Prof."),
                text("FirstName", 40),
                text("LastName", 80).with(Trait.REQUIRED),
                computed(text("Name", 121)),
                text("Title", 128),
                Field.of("Phone", FieldType.PHONE, 40),
                Field.of("MobilePhone", FieldType.PHONE, 40),
                Field.of("Email", FieldType.EMAIL, 80),
                picklist("LeadSource", LEAD_SOURCES),
                Field.of("Description", FieldType.TEXTAREA, 32_000),
                checkbox("HasOptedOutOfEmail"),
                checkbox("DoNotCall"),
                computed(Field.of("EmailBouncedDate", FieldType.DATETIME, 0)),
                computed(text("EmailBouncedReason", 255))));
    }

    private static List<Field> activity() {
        return new ArrayList<>(List.of(
                reference("WhoId", "Who", "Contact", "Lead"),
                reference("WhatId", "What", "Account", "Opportunity", "Campaign"),
                computed(reference("AccountId", "Account", "Account")),
                picklist("Subject", "Call", "Email", "Send Letter", "Other"),
                Field.of("Description", FieldType.TEXTAREA, 32_000),
                owner("User"),
                computed(checkbox("IsArchived"))));
    }

    private static List<Field> address(String which) {
        return List.of(
                Field.of(which + "Street", FieldType.TEXTAREA, 255),
                text(which + "City", 40),
                text(which + "State", 80),
                text(which + "PostalCode", 20),
                text(which + "Country", 80));
    }

    private static Field owner(String... types) {
        return reference("OwnerId", "Owner", types).with(Trait.DEFAULTED, Trait.NEVER_NULL);
    }

    private static Field master(String type) {
        return computed(reference("MasterRecordId", "MasterRecord", type));
    }

    private static Field computed(Field field) {
        return field.with(Trait.CALCULATED);
    }

    /** The type with what every record has: its id first, what the system knows last. */
    private static ObjectType standard(String name, String keyPrefix, List<Field> own) {
        List<Field> fields = new ArrayList<>();
        fields.add(computed(Field.of("Id", FieldType.ID, 18)).with(Trait.NEVER_NULL));
        fields.add(computed(checkbox("IsDeleted")));
        fields.addAll(own);
        fields.add(computed(Field.of("CreatedDate", FieldType.DATETIME, 0)).with(Trait.NEVER_NULL));
        fields.add(computed(reference("CreatedById", "CreatedBy", "User")).with(Trait.NEVER_NULL));
        fields.add(computed(Field.of("LastModifiedDate", FieldType.DATETIME, 0)).with(Trait.NEVER_NULL));
        fields.add(computed(reference("LastModifiedById", "LastModifiedBy", "User"))
                .with(Trait.NEVER_NULL));
        fields.add(computed(Field.of("SystemModstamp", FieldType.DATETIME, 0)).with(Trait.NEVER_NULL));
        return new ObjectType(name, keyPrefix, fields);
    }
}
