package dev.touchstone.touchpoint.generate;

import dev.touchstone.touchpoint.id.StableId;
import dev.touchstone.touchpoint.session.Arrival;
import dev.touchstone.touchpoint.session.CampaignParameters;
import java.util.List;
import java.util.UUID;

/**
 * Everything that decides a channel, and nothing else: equal keys are always in the same channel.
 *
 * @param kind what it was made from
 * @param campaign campaign name, empty if none; likewise the other texts
 * @param medium medium
 * @param source source
 * @param landingPage host and path of the first page
 * @param referrer host and path of the external page before
 * @param clickMarkers names of ad-click parameters, sorted
 */
public record MappingKey(
        MappingKeyKind kind,
        String campaign,
        String medium,
        String source,
        String landingPage,
        String referrer,
        List<String> clickMarkers) {
    public MappingKey {
        clickMarkers = List.copyOf(clickMarkers);
    }

    /** The key of a web session that came so; one that carries a channel over has the key of the session it carries over. */
    public static MappingKey of(Arrival arrival) {
        CampaignParameters campaign = arrival.campaign();
        return new MappingKey(
                MappingKeyKind.WEB_SESSION,
                campaign.utmCampaign(),
                campaign.utmMedium(),
                campaign.utmSource(),
                arrival.page().hostAndPath(),
                arrival.referrer() == null ? "" : arrival.referrer().hostAndPath(),
                campaign.clickMarkers());
    }

    /** The key of a fact of the CRM or of Marketo. */
    static MappingKey ofCrm(MappingKeyKind kind, Effort effort) {
        return new MappingKey(kind, effort.campaignName(), effort.medium(), effort.source(), "", "", List.of());
    }

    /** Computed from the content. */
    public UUID id() {
        return StableId.of(
                "mapping key",
                kind.name(),
                campaign,
                medium,
                source,
                landingPage,
                referrer,
                String.join(",", clickMarkers));
    }
}
