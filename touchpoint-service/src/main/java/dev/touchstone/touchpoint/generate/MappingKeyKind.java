package dev.touchstone.touchpoint.generate;

/** What a mapping key was made from; rules on campaign types see only members, detectors only web sessions. */
public enum MappingKeyKind {
    /** A web session. */
    WEB_SESSION,
    /** A campaign member of the CRM. */
    CRM_CAMPAIGN,
    /** A sales activity of the CRM. */
    CRM_ACTIVITY
}
