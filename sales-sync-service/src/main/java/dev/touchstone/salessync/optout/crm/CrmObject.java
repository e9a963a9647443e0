package dev.touchstone.salessync.optout.crm;

/** The objects of Salesforce that are people. */
enum CrmObject {
    LEAD("Lead"),
    CONTACT("Contact");

    private final String apiName;

    CrmObject(String apiName) {
        this.apiName = apiName;
    }

    /** As Salesforce calls it. */
    String apiName() {
        return apiName;
    }
}
