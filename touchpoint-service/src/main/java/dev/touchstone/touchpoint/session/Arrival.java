package dev.touchstone.touchpoint.session;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a visitor came to a page: the page, the external page before it, and the campaign parameters.
 *
 * @param page the page arrived at
 * @param referrer the external page before; null for a direct visit and for a page of the same organisation
 * @param campaign parameters of the page's query
 */
public record Arrival(PageUrl page, @Nullable PageUrl referrer, CampaignParameters campaign) {
    /** The arrival that an event stands for. */
    public static Arrival of(WebEvent event, SessionPolicy policy) {
        PageUrl referrer = event.referrer();
        boolean external = referrer != null && !policy.isInternal(referrer, event.page());
        return new Arrival(
                event.page(),
                external ? referrer : null,
                CampaignParameters.parse(event.page().query()));
    }

    /**
     * A text that is equal for two arrivals from the same source and differs for arrivals from different ones; empty for a
     * direct arrival. Campaign parameters say more than the referrer, so they alone count where they are present; content
     * and keyword name no source.
     */
    public String source() {
        if (campaign.namesSource()) {
            // No parameter has the character NUL, so the parts stay apart.
            return String.join(
                            "\0",
                            campaign.utmSource(),
                            campaign.utmMedium(),
                            campaign.utmCampaign(),
                            String.join(",", campaign.clickMarkers()))
                    .toLowerCase(Locale.ROOT);
        }
        return referrer == null ? "" : referrer.bareHost();
    }
}
