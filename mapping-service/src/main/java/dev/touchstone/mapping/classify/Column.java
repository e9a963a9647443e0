package dev.touchstone.mapping.classify;

/** What a condition looks at, by the heading under which it is shown. The five of the online sheet are in its order. */
public enum Column {
    /** utm_campaign, or an activity's campaign name. */
    CAMPAIGN("Campaign"),
    /** utm_medium, or an activity's type. */
    MEDIUM("Medium"),
    /** utm_source. */
    SOURCE("Source"),
    /** Host and path of the landing page; detectors. */
    LANDING_PAGE("Landing Page"),
    /** Host of the referrer; detectors. */
    REFERRING_WEBSITE("Referring Website"),
    /** The type of a CRM campaign: the one column of an offline rule. */
    CAMPAIGN_TYPE("Campaign Type"),
    /** The groups of further conditions of a row. */
    MORE_CONDITIONS("More Conditions"),
    /** No column of a sheet: shown where a row is for keys of another kind. */
    KIND("Kind");

    private final String heading;

    Column(String heading) {
        this.heading = heading;
    }

    /** The heading of the column: {@code Landing Page}. */
    public String heading() {
        return heading;
    }

    /** True if a cell of the column may be a detector. */
    public boolean allowsDetectors() {
        return this == LANDING_PAGE || this == REFERRING_WEBSITE;
    }
}
