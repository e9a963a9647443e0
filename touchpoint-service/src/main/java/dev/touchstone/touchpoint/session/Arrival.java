package dev.touchstone.touchpoint.session;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a visitor came to a page: the page, the external page before it, and the campaign parameters.
 *
 * @param page the page arrived at
 * @param referrer the external page before; null for a direct visit, for a page of the same organisation and for a provider
 *     whose pages the policy overlooks
 * @param campaign parameters of the page's query
 */
public record Arrival(PageUrl page, @Nullable PageUrl referrer, CampaignParameters campaign) {
    /** The arrival that an event stands for. */
    public static Arrival of(WebEvent event, SessionPolicy policy) {
        PageUrl referrer = event.referrer();
        boolean external = referrer != null && policy.isExternal(referrer, event.page());
        return new Arrival(
                event.page(),
                external ? referrer : null,
                CampaignParameters.parse(event.page().query()));
    }

    /** No arrival: the visitor was on the page already, and what led to it counted then. */
    static Arrival none(PageUrl page) {
        return new Arrival(page, null, CampaignParameters.NONE);
    }

    /** True if it has no source: the address was typed, or the page before was one of the organisation's own. */
    public boolean isDirect() {
        return referrer == null && !campaign.namesSource();
    }

    /**
     * True for two arrivals from the same source, and for two direct ones. Campaign parameters say more than the referrer, so
     * they alone count where they are present, in any case; content and keyword name no source.
     */
    public boolean hasSameSource(Arrival other) {
        if (campaign.namesSource() || other.campaign.namesSource()) {
            return campaign.utmSource().equalsIgnoreCase(other.campaign.utmSource())
                    && campaign.utmMedium().equalsIgnoreCase(other.campaign.utmMedium())
                    && campaign.utmCampaign().equalsIgnoreCase(other.campaign.utmCampaign())
                    && campaign.clickMarkers().equals(other.campaign.clickMarkers());
        }
        return Objects.equals(referrerHost(), other.referrerHost());
    }

    /** The source for people to read: the campaign parameters that name it, else the host of the referrer; empty for none. */
    public String source() {
        if (!campaign.namesSource()) {
            return Objects.requireNonNullElse(referrerHost(), "");
        }
        StringBuilder text = new StringBuilder();
        append(text, "utm_source=", campaign.utmSource());
        append(text, "utm_medium=", campaign.utmMedium());
        append(text, "utm_campaign=", campaign.utmCampaign());
        campaign.clickMarkers().forEach(marker -> append(text, "", marker));
        return text.toString().toLowerCase(Locale.ROOT);
    }

    private @Nullable String referrerHost() {
        return referrer == null ? null : referrer.bareHost();
    }

    private static void append(StringBuilder text, String name, String value) {
        if (!value.isEmpty()) {
            text.append(text.isEmpty() ? "" : ", ").append(name).append(value);
        }
    }
}
