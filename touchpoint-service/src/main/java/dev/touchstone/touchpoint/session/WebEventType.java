package dev.touchstone.touchpoint.session;

/** What a visitor did. */
public enum WebEventType {
    /** A page was shown. */
    PAGE_VIEW,
    /** A form with an e-mail address was submitted. */
    FORM_SUBMISSION,
    /** The visitor was recognised as an e-mail address without a form; no interaction by itself. */
    IDENTIFICATION
}
