package dev.touchstone.touchpoint.generate;

/** Whose memberships in a campaign become touchpoints (requirement, section 3.2). */
public enum SyncType {
    /** None was chosen. */
    NONE("None"),
    /** Every member's. */
    INCLUDE_ALL("Include all"),
    /** The members' who responded. */
    INCLUDE_RESPONDED("Include responded"),
    /** Nobody's. */
    EXCLUDE_ALL("Exclude all");

    private final String text;

    SyncType(String text) {
        this.text = text;
    }

    /** As rules see the field {@code Campaign.SyncType}, and as the built-in rule is called. */
    public String text() {
        return text;
    }
}
