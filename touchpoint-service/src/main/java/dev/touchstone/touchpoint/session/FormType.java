package dev.touchstone.touchpoint.session;

/** What kind of form-type interaction an event is: one by which the visitor says who they are. */
public enum FormType {
    /** A submitted form. */
    FORM,
    /** An address given in a chat. */
    CHAT,
    /** A click on a link in an e-mail whose reader is known. */
    EMAIL_LINK
}
