package dev.touchstone.salessync.task.rule;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a subject template may name. Pure. */
public enum SubjectToken {
    /** Email or Call. */
    ACTIVITY_TYPE,
    /** Subject of the activity. */
    ACTIVITY_SUBJECT,
    /** Name of the sales campaign. */
    SALES_CAMPAIGN_NAME,
    /** Day of the sales campaign. */
    SALES_CAMPAIGN_DAY,
    /** Step of the sales campaign. */
    SALES_CAMPAIGN_STEP,
    /** How a call ended. */
    CALL_OUTCOME,
    /** What a call was about. */
    CALL_REASON;

    /** The name between the braces. */
    public String token() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The token of a name; upper and lower case are not the same. */
    static Optional<SubjectToken> find(String name) {
        return Arrays.stream(values())
                .filter(token -> token.token().equals(name))
                .findFirst();
    }
}
