package dev.touchstone.touchpoint.overlaprule;

/** Sources whose touchpoints may describe the same interaction. */
public enum OverlapSource {
    /** Memberships in campaigns of the CRM. */
    CAMPAIGN,
    /** Memberships in programs of Marketo. */
    PROGRAM,
    /** Sessions with a form, a chat or a click on an e-mail link. */
    WEB
}
