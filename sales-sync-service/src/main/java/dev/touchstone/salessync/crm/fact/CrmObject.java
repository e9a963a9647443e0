package dev.touchstone.salessync.crm.fact;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The objects of Salesforce that touchpoint-service is told of, in the order in which they are first read. Pure. */
public enum CrmObject {
    CAMPAIGN("Campaign"),
    LEAD("Lead"),
    CONTACT("Contact"),
    ACCOUNT("Account"),
    CAMPAIGN_MEMBER("CampaignMember"),
    OPPORTUNITY("Opportunity"),
    CONTACT_ROLE("OpportunityContactRole"),
    EVENT("Event"),
    TASK("Task");

    private final String apiName;

    CrmObject(String apiName) {
        this.apiName = apiName;
    }

    /** Salesforce's name: {@code OpportunityContactRole}. */
    public String apiName() {
        return apiName;
    }

    /** The fields that its message names, beside id and times. */
    List<String> told() {
        return switch (this) {
            case CAMPAIGN -> List.of("Name", "Type", "Status", "StartDate", "EndDate");
            case LEAD ->
                List.of(
                        "FirstName",
                        "LastName",
                        "Email",
                        "Company",
                        "Website",
                        "Status",
                        "LeadSource",
                        "MasterRecordId");
            case CONTACT -> List.of("AccountId", "FirstName", "LastName", "Email", "LeadSource", "MasterRecordId");
            case ACCOUNT -> List.of("Name", "Website");
            case CAMPAIGN_MEMBER ->
                List.of("CampaignId", "LeadId", "ContactId", "Status", "HasResponded", "FirstRespondedDate");
            case OPPORTUNITY ->
                List.of(
                        "AccountId",
                        "Name",
                        "StageName",
                        "Amount",
                        "CurrencyIsoCode",
                        "CloseDate",
                        "IsClosed",
                        "IsWon");
            case CONTACT_ROLE -> List.of("OpportunityId", "ContactId", "Role", "IsPrimary");
            case EVENT -> List.of("WhoId", "OwnerId", "Type", "Subject", "StartDateTime", "EndDateTime");
            case TASK -> List.of("WhoId", "OwnerId", "Type", "Subject", "Status", "ActivityDate");
        };
    }

    /** Further standard fields that rules may look at. */
    List<String> further() {
        return switch (this) {
            case CAMPAIGN -> List.of("ParentId", "IsActive", "BudgetedCost", "ActualCost");
            case LEAD -> List.of("Title", "Industry", "Rating", "NumberOfEmployees", "IsConverted");
            case CONTACT -> List.of("Title", "Department");
            case ACCOUNT -> List.of("Type", "Industry", "ParentId", "NumberOfEmployees", "AnnualRevenue");
            case OPPORTUNITY -> List.of("Type", "LeadSource", "CampaignId", "Probability");
            case EVENT -> List.of("WhatId", "IsAllDayEvent");
            case TASK -> List.of("WhatId", "Priority", "TaskSubtype", "CallType", "CallDisposition", "IsClosed");
            case CAMPAIGN_MEMBER, CONTACT_ROLE -> List.of();
        };
    }

    /** Fields that touchpoint-service is not told of, but others here follow: {@link RecordsRead}. */
    List<String> followed() {
        return switch (this) {
            case LEAD -> List.of("HasOptedOutOfEmail", "ConvertedContactId");
            case CONTACT -> List.of("HasOptedOutOfEmail");
            case TASK -> List.of("Description", "IsArchived", "IsRecurrence");
            case CAMPAIGN, ACCOUNT, CAMPAIGN_MEMBER, OPPORTUNITY, CONTACT_ROLE, EVENT -> List.of();
        };
    }

    /** The object of this name, as {@link #apiName()}. */
    public static Optional<CrmObject> find(String apiName) {
        return Arrays.stream(values())
                .filter(object -> object.apiName.equals(apiName))
                .findFirst();
    }
}
