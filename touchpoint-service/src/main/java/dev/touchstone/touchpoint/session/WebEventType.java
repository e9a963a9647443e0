package dev.touchstone.touchpoint.session;

/** What a visitor did. */
public enum WebEventType {
    /** A page was shown. */
    PAGE_VIEW,
    /** A form with an e-mail address was submitted. */
    FORM_SUBMISSION,
    /** The visitor was recognised as an e-mail address without a form; no interaction by itself. */
    IDENTIFICATION,
    /** The visitor gave an e-mail address in a chat; counts as a form. */
    CHAT,
    /** A page was shown through a link in an e-mail that names the reader; counts as a form once the reader is known. */
    EMAIL_LINK_CLICK,
    /** The visitor is known to another system by an alias; no interaction by itself. */
    ALIAS
}
