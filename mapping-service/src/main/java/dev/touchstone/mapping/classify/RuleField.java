package dev.touchstone.mapping.classify;

/** A value of a key that a further condition may test. */
public enum RuleField {
    /** The campaign name of any key. */
    CAMPAIGN("Campaign"),
    /** The medium of any key. */
    MEDIUM("Medium"),
    /** The source of any key. */
    SOURCE("Source"),
    /** Host and path of the landing page; detectors. */
    LANDING_PAGE("Landing Page"),
    /** The host of the landing page. */
    LANDING_HOST("Landing Host"),
    /** The path of the landing page, with its first {@code /}. */
    LANDING_PATH("Landing Path"),
    /** A query parameter of the landing page; in text {@code Parameter.name}. */
    QUERY_PARAMETER("Parameter"),
    /** The host of the referrer without {@code www.}; detectors. */
    REFERRING_WEBSITE("Referring Website"),
    /** The path of the referrer, with its first {@code /}. */
    REFERRER_PATH("Referrer Path"),
    /** The names of the ad-click parameters: the test passes if one of them passes it. */
    CLICK_MARKER("Click Marker"),
    /** The type of a CRM campaign. */
    CAMPAIGN_TYPE("Campaign Type"),
    /** The status of a CRM campaign or Marketo program. */
    CAMPAIGN_STATUS("Campaign Status"),
    /** The channel of a Marketo program. */
    PROGRAM_CHANNEL("Program Channel"),
    /** The type of a CRM activity. */
    ACTIVITY_TYPE("Activity Type");

    private final String words;

    RuleField(String words) {
        this.words = words;
    }

    /** The field as a line of text names it: {@code Landing Path}. */
    public String words() {
        return words;
    }

    /** True if the cell of a condition may be a detector. */
    public boolean allowsDetectors() {
        return this == LANDING_PAGE || this == REFERRING_WEBSITE;
    }

    /** True if text with a dot and without {@code *} is a domain with its subdomains. */
    public boolean isHost() {
        return this == LANDING_HOST || this == REFERRING_WEBSITE;
    }
}
