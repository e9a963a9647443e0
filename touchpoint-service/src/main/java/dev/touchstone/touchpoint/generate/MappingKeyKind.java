package dev.touchstone.touchpoint.generate;

/** What a mapping key was made from; rules on campaign types see only members of campaigns and programs, detectors only web sessions. */
public enum MappingKeyKind {
    /** A web session. */
    WEB_SESSION,
    /** A campaign member of the CRM, or a member or activity of a program of Marketo. */
    CRM_CAMPAIGN,
    /** A sales activity of the CRM, or an activity of Marketo without program. */
    CRM_ACTIVITY
}
