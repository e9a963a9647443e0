package dev.touchstone.touchpoint.session;

import dev.touchstone.touchpoint.id.StableId;
import java.util.UUID;

/**
 * The circumstances in which a visitor did something. The same for most events of a visit, so it is kept once and events point
 * to it. An unknown text is empty.
 *
 * @param siteId the site whose tag sent the event
 * @param consentGiven true if consent was required and given; false if it was not required, or nothing is known
 * @param browser browser and version: {@code Chrome (60.0)}
 * @param platform operating system and version: {@code Windows (10)}
 * @param country ISO 3166-1 alpha-2 code
 * @param region the ISO 3166-2 code after the hyphen
 * @param city in English
 */
public record WebContext(
        String siteId,
        boolean consentGiven,
        String browser,
        String platform,
        String country,
        String region,
        String city) {
    /** Nothing is known. */
    public static final WebContext UNKNOWN = new WebContext("", false, "", "", "", "", "");

    /** Computed from the content. */
    public UUID id() {
        return StableId.of(
                "web context", siteId, Boolean.toString(consentGiven), browser, platform, country, region, city);
    }
}
