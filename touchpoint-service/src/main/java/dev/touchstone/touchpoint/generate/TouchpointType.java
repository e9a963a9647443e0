package dev.touchstone.touchpoint.generate;

import dev.touchstone.touchpoint.session.FormType;
import org.jspecify.annotations.Nullable;

/** Kind of interaction (requirement, section 1.3). */
public enum TouchpointType {
    /** A session without form-type interaction. */
    WEB_VISIT("Web Visit"),
    /** A session whose first form-type interaction is a form or a click on an e-mail link. */
    WEB_FORM("Web Form"),
    /** A session whose first form-type interaction is a chat. */
    WEB_CHAT("Web Chat"),
    /** A session during or soon after which a call was made that a task tells of. */
    CALL("Call"),
    /** A membership in a campaign. */
    CRM_CAMPAIGN("CRM Campaign"),
    /** A sales activity. */
    CRM_ACTIVITY("CRM Activity"),
    /** A membership in a program of Marketo. */
    MARKETO_PROGRAM("Marketo Program"),
    /** An activity of Marketo. */
    MARKETO_ACTIVITY("Marketo Activity");

    private final String text;

    TouchpointType(String text) {
        this.text = text;
    }

    /** As rules see the field {@code Touchpoint.Type}, and as the touchpoint source of facts that are no session is called. */
    public String text() {
        return text;
    }

    /** The type of a session by its first form-type interaction; null for one without. */
    static TouchpointType ofSession(@Nullable FormType firstForm) {
        if (firstForm == null) {
            return WEB_VISIT;
        }
        return switch (firstForm) {
            case FORM, EMAIL_LINK -> WEB_FORM;
            case CHAT -> WEB_CHAT;
        };
    }

    /** True for what makes a visitor a known person: everything but a plain visit. */
    boolean isKnownInteraction() {
        return this != WEB_VISIT;
    }
}
