package dev.touchstone.mapping.detect;

import java.util.List;

/**
 * What a detector may look at of a web session. All texts are lower case; an absent one is empty.
 *
 * @param referrerHost host of the external referrer, or an app's package name, without port and path
 * @param clickMarkers names of the ad-click parameters on the landing page
 */
public record Visit(String campaign, String medium, String source, String referrerHost, List<String> clickMarkers) {
    public Visit {
        clickMarkers = List.copyOf(clickMarkers);
    }

    /** True if there is no UTM parameter. */
    boolean isUntagged() {
        return campaign.isEmpty() && medium.isEmpty() && source.isEmpty();
    }

    /** The parts that are there, as an explanation shows them: {@code medium=cpc; source=google}. */
    String describe() {
        StringBuilder text = new StringBuilder();
        append(text, "click markers", String.join(" ", clickMarkers));
        append(text, "campaign", campaign);
        append(text, "medium", medium);
        append(text, "source", source);
        append(text, "referrer", referrerHost);
        return text.toString();
    }

    private static void append(StringBuilder text, String name, String value) {
        if (!value.isEmpty()) {
            text.append(text.isEmpty() ? "" : "; ").append(name).append('=').append(value);
        }
    }
}
