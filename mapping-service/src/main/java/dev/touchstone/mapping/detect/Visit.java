package dev.touchstone.mapping.detect;

import java.util.List;

/** What a detector may look at of a web session. All texts are folded, that is in lower case; an absent one is empty. */
public interface Visit {
    /** utm_campaign. */
    String campaign();

    /** utm_medium. */
    String medium();

    /** utm_source. */
    String source();

    /** Host of the external referrer, or an app's package name, without port, path and a leading {@code www.}. */
    String referrerHost();

    /** Host of the landing page, likewise. */
    String landingHost();

    /** Names of the ad-click parameters on the landing page. */
    List<String> clickMarkers();

    /** The parts that are there, as an explanation shows them: {@code medium=cpc; source=google}. */
    default String describe() {
        StringBuilder text = new StringBuilder();
        append(text, "click markers", String.join(" ", clickMarkers()));
        append(text, "campaign", campaign());
        append(text, "medium", medium());
        append(text, "source", source());
        append(text, "referrer", referrerHost());
        return text.toString();
    }

    private static void append(StringBuilder text, String name, String value) {
        if (!value.isEmpty()) {
            text.append(text.isEmpty() ? "" : "; ").append(name).append('=').append(value);
        }
    }
}
