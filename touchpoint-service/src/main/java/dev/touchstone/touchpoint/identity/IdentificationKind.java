package dev.touchstone.touchpoint.identity;

/** How an e-mail address became known. */
public enum IdentificationKind {
    /** By a form. */
    FORM,
    /** By a chat. */
    CHAT,
    /** By a link in an e-mail that names the reader. */
    EMAIL_LINK,
    /** By a recognition without a form. */
    RECOGNITION,
    /** By an alias that another system knows the visitor by. */
    ALIAS,
    /** By a task of the CRM in which a call-tracking product named the visitor. */
    CALL;

    /** True for the kinds that are interactions of a form's type. */
    public boolean isFormType() {
        return switch (this) {
            case FORM, CHAT, EMAIL_LINK -> true;
            case RECOGNITION, ALIAS, CALL -> false;
        };
    }
}
