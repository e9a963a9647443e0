package dev.touchstone.salessync.activity;

/**
 * The nineteen attributes of activities in Marketo, with the names that marketers see and those of the API. Pure.
 *
 * <p><b>Boundaries:</b> a custom type has at most twenty besides its primary one. Names are frozen once a type is in use.
 */
public enum ActivityAttribute {
    ACTIVITY_KEY("Activity Key", "activityKey", "string"),
    ACTOR("Actor", "actor", "string"),
    SOURCE("Source", "source", "string"),
    TEMPLATE_ID("Template ID", "templateID", "string"),
    TEMPLATE_NAME("Template Name", "templateName", "string"),
    TEMPLATE_URL("Template URL", "templateURL", "text"),
    CAMPAIGN_ID("Sales Campaign ID", "salesCampaignID", "string"),
    CAMPAIGN_NAME("Sales Campaign Name", "salesCampaignName", "string"),
    CAMPAIGN_URL("Sales Campaign URL", "salesCampaignURL", "text"),
    SUBJECT("Subject", "subject", "text"),
    LINK("Link", "link", "text"),
    SALES_PERSON_ID("Sales Person ID", "salesPersonID", "string"),
    STATUS("Status", "status", "string"),
    PHONE("Phone Called", "phoneCalled", "string"),
    DURATION("Duration", "duration", "integer"),
    RECORDING_URL("Recording URL", "recordingURL", "text"),
    ANSWERED_BY("Answered By", "answeredBy", "string"),
    DETAILS("Details", "details", "text"),
    EMAIL("Email", "email", "string");

    private final String displayName;
    private final String apiName;
    private final String dataType;

    ActivityAttribute(String displayName, String apiName, String dataType) {
        this.displayName = displayName;
        this.apiName = apiName;
        this.dataType = dataType;
    }

    /** Name that marketers see. */
    public String displayName() {
        return displayName;
    }

    /** Name in the API. */
    public String apiName() {
        return apiName;
    }

    /** Marketo's data type. */
    public String dataType() {
        return dataType;
    }
}
