package dev.touchstone.touchpoint.generate;

import dev.touchstone.touchpoint.session.FormType;
import org.jspecify.annotations.Nullable;

/** Kind of interaction (requirement, section 1.3). */
public enum TouchpointType {
    /** A session without form-type interaction. */
    WEB_VISIT,
    /** A session whose first form-type interaction is a form or a click on an e-mail link. */
    WEB_FORM,
    /** A session whose first form-type interaction is a chat. */
    WEB_CHAT,
    /** A membership in a campaign. */
    CRM_CAMPAIGN,
    /** A sales activity. */
    CRM_ACTIVITY;

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
