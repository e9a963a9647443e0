package dev.touchstone.touchpoint.collect;

import dev.touchstone.touchpoint.site.Site;
import dev.touchstone.touchpoint.site.SiteDirectory;
import dev.touchstone.touchpoint.site.SiteSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * On which terms an event is taken in.
 *
 * @param now when it was received
 * @param clockOffsetMinutes to be added to the client's time
 * @param lateHorizon how old it may be; null for a client that imports history
 * @param scope the site it must be of; null for an internal client that names none
 * @param contextId of the circumstances; null if nothing is known
 */
public record Terms(
        Instant now,
        int clockOffsetMinutes,
        @Nullable Duration lateHorizon,
        @Nullable Scope scope,
        @Nullable UUID contextId) {
    /**
     * A site among all.
     *
     * @param directory all sites
     * @param site whose write key or id was sent
     */
    public record Scope(SiteDirectory directory, Site site) {}

    /** The query parameter by which links in e-mails name their reader. */
    String emailLinkParameter() {
        return scope == null
                ? SiteSettings.DEFAULT_EMAIL_LINK_PARAMETER
                : scope.site().settings().emailLinkParameter();
    }
}
