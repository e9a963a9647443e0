package dev.touchstone.salessync.task.rule;

/** Fields that an organisation may add to its tasks; each is written only where it is there, as {@link FieldValue} says. Pure. */
public enum CustomField {
    CALL_OUTCOME("mktosales_call_outcome__c"),
    RECORDING("MSE_Call_Recording__c"),
    CAMPAIGN("MSE_Campaign__c"),
    CAMPAIGN_LINK("MSE_Campaign_Details_Link__c"),
    CLICKED("MSE_Clicked__c"),
    REPLIED("MSE_Replied__c"),
    VIEWED("MSE_Viewed__c"),
    EMAIL_STATUS("MSE_Email_Status__c"),
    TEMPLATE("MSE_Template__c"),
    TEMPLATE_LINK("MSE_Template_Details__c");

    private final String apiName;

    CustomField(String apiName) {
        this.apiName = apiName;
    }

    /** API name. */
    public String apiName() {
        return apiName;
    }
}
