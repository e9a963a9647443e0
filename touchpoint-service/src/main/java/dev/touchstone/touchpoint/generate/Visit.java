package dev.touchstone.touchpoint.generate;

import dev.touchstone.touchpoint.session.CampaignParameters;
import dev.touchstone.touchpoint.session.FormType;
import dev.touchstone.touchpoint.session.WebContext;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A session as a fact.
 *
 * @param sessionId the session
 * @param stay whose it is and how long it lasted
 * @param firstForm its first form-type interaction; null without one
 * @param pages its pages
 * @param arrival what brought the visitor
 * @param circumstances in which it took place
 * @param mappingKeyId its mapping key
 */
public record Visit(
        UUID sessionId,
        Stay stay,
        @Nullable FormType firstForm,
        WebPages pages,
        Arrival arrival,
        Circumstances circumstances,
        UUID mappingKeyId) {
    /**
     * A visitor's time on the site.
     *
     * @param visitorId the visitor
     * @param start when the session began
     * @param end its last interaction
     */
    public record Stay(String visitorId, Instant start, Instant end) {}

    /**
     * What brought the visitor.
     *
     * @param referrerHost host of the external page before; empty for none
     * @param campaign campaign parameters
     */
    public record Arrival(String referrerHost, CampaignParameters campaign) {}

    /**
     * The circumstances of a session.
     *
     * @param contextId their id; null if nothing is known
     * @param context themselves; {@link WebContext#UNKNOWN} where no rule looks at them
     */
    public record Circumstances(@Nullable UUID contextId, WebContext context) {}

    /** The same visit in circumstances that are known by now. */
    public Visit in(WebContext known) {
        return new Visit(
                sessionId,
                stay,
                firstForm,
                pages,
                arrival,
                new Circumstances(circumstances.contextId(), known),
                mappingKeyId);
    }
}
