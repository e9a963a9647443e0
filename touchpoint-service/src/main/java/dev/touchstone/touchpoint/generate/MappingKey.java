package dev.touchstone.touchpoint.generate;

import dev.touchstone.touchpoint.id.StableId;
import dev.touchstone.touchpoint.session.Arrival;
import dev.touchstone.touchpoint.session.CampaignParameters;
import dev.touchstone.touchpoint.session.LandingParameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
 * @param status status of a CRM campaign or a program of Marketo
 * @param landingParameters those query parameters of the first page that rules may test, sorted by name, each name once
 */
public record MappingKey(
        MappingKeyKind kind,
        String campaign,
        String medium,
        String source,
        String landingPage,
        String referrer,
        List<String> clickMarkers,
        String status,
        List<LandingParameter> landingParameters) {
    public MappingKey {
        clickMarkers = List.copyOf(clickMarkers);
        landingParameters = List.copyOf(landingParameters);
    }

    /**
     * The key of a web session that came so; one that carries a channel over has the key of the session it carries over.
     *
     * @param mappedParameters names of the query parameters that rules may test, lower case
     */
    public static MappingKey of(Arrival arrival, Set<String> mappedParameters) {
        CampaignParameters campaign = arrival.campaign();
        return new MappingKey(
                MappingKeyKind.WEB_SESSION,
                campaign.utmCampaign(),
                campaign.utmMedium(),
                campaign.utmSource(),
                arrival.page().hostAndPath(),
                arrival.referrer() == null ? "" : arrival.referrer().hostAndPath(),
                campaign.clickMarkers(),
                "",
                LandingParameter.parse(arrival.page().query(), mappedParameters));
    }

    /**
     * The key of a fact of the CRM or of Marketo.
     *
     * @param status of its campaign or program; empty for none
     */
    static MappingKey ofCrm(MappingKeyKind kind, Effort effort, String status) {
        return new MappingKey(
                kind, effort.campaignName(), effort.medium(), effort.source(), "", "", List.of(), status, List.of());
    }

    /** Computed from the content. A key without status and parameters has the id it had before there were any. */
    public UUID id() {
        List<String> parts = new ArrayList<>(List.of(
                "mapping key",
                kind.name(),
                campaign,
                medium,
                source,
                landingPage,
                referrer,
                String.join(",", clickMarkers)));
        if (!status.isEmpty() || !landingParameters.isEmpty()) {
            parts.add(status);
            landingParameters.forEach(parameter -> {
                parts.add(parameter.name());
                parts.add(parameter.value());
            });
        }
        return StableId.of(parts.toArray(String[]::new));
    }
}
