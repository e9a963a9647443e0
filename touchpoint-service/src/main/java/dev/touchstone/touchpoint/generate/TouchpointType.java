package dev.touchstone.touchpoint.generate;

/** Kind of interaction (requirement, section 1.3). */
public enum TouchpointType {
    /** A session without form. */
    WEB_VISIT,
    /** A session with at least one form. */
    WEB_FORM,
    /** A membership in a campaign. */
    CRM_CAMPAIGN,
    /** A sales activity. */
    CRM_ACTIVITY;

    /** True for what makes a visitor a known person: everything but a plain visit. */
    boolean isKnownInteraction() {
        return this != WEB_VISIT;
    }
}
