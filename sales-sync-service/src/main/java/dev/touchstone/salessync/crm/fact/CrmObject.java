package dev.touchstone.salessync.crm.fact;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The objects of Salesforce that touchpoint-service is told of, in the order in which they are first read. Pure. */
public enum CrmObject {
    CAMPAIGN(
            "Campaign",
            List.of("Name", "Type", "Status", "StartDate", "EndDate"),
            List.of("ParentId", "IsActive", "BudgetedCost", "ActualCost")),
    LEAD(
            "Lead",
            List.of("FirstName", "LastName", "Email", "Company", "Website", "Status", "LeadSource", "MasterRecordId"),
            List.of("Title", "Industry", "Rating", "NumberOfEmployees", "IsConverted")),
    CONTACT(
            "Contact",
            List.of("AccountId", "FirstName", "LastName", "Email", "LeadSource", "MasterRecordId"),
            List.of("Title", "Department")),
    ACCOUNT(
            "Account",
            List.of("Name", "Website"),
            List.of("Type", "Industry", "ParentId", "NumberOfEmployees", "AnnualRevenue")),
    CAMPAIGN_MEMBER(
            "CampaignMember",
            List.of("CampaignId", "LeadId", "ContactId", "Status", "HasResponded", "FirstRespondedDate"),
            List.of()),
    OPPORTUNITY(
            "Opportunity",
            List.of(
                    "AccountId",
                    "Name",
                    "StageName",
                    "Amount",
                    "CurrencyIsoCode",
                    "CloseDate",
                    "IsClosed",
                    "IsWon"),
            List.of("Type", "LeadSource", "CampaignId", "Probability")),
    CONTACT_ROLE("OpportunityContactRole", List.of("OpportunityId", "ContactId", "Role", "IsPrimary"), List.of()),
    EVENT(
            "Event",
            List.of("WhoId", "OwnerId", "Type", "Subject", "StartDateTime", "EndDateTime"),
            List.of("WhatId", "IsAllDayEvent")),
    TASK(
            "Task",
            List.of("WhoId", "OwnerId", "Type", "Subject", "Status", "ActivityDate"),
            List.of("WhatId", "Priority", "TaskSubtype", "CallType", "CallDisposition", "IsClosed"));

    private final String apiName;
    private final List<String> told;
    private final List<String> further;

    CrmObject(String apiName, List<String> told, List<String> further) {
        this.apiName = apiName;
        this.told = told;
        this.further = further;
    }

    /** Salesforce's name: {@code OpportunityContactRole}. */
    public String apiName() {
        return apiName;
    }

    /** The fields that its message names, beside id and times. */
    List<String> told() {
        return told;
    }

    /** Further standard fields that rules may look at. */
    List<String> further() {
        return further;
    }

    /** The object of this name, as {@link #apiName()}. */
    public static Optional<CrmObject> find(String apiName) {
        return Arrays.stream(values())
                .filter(object -> object.apiName.equals(apiName))
                .findFirst();
    }
}
