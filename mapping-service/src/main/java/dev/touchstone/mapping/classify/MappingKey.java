package dev.touchstone.mapping.classify;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything a channel rule may look at. An absent text is empty; texts are as they came, in any case.
 *
 * <p><b>Boundaries:</b> a text has at most {@value #MAX_CHARACTERS} UTF-16 code units, a key at most
 * {@value #MAX_CLICK_MARKERS} markers.
 *
 * @param campaign utm_campaign, the name of a CRM campaign, or the campaign name of an activity
 * @param medium utm_medium, or the type of a CRM campaign or activity
 * @param source utm_source, or the name of the CRM source
 * @param landingPage host and path of the first page, without scheme, query and fragment
 * @param referrer host and path of the external referrer; empty for none
 * @param clickMarkers names of the ad-click parameters: lower case, sorted, each once
 * @param kind what the key was made from
 * @param status status of a CRM campaign or Marketo program; empty for others
 * @param landingParameters query parameters of the landing page that rules may test, by name in lower case
 */
public record MappingKey(
        String campaign,
        String medium,
        String source,
        String landingPage,
        String referrer,
        List<String> clickMarkers,
        KeyKind kind,
        String status,
        SortedMap<String, String> landingParameters) {
    /** Longest text of a key, in UTF-16 code units. */
    public static final int MAX_CHARACTERS = 2_048;
    /** Markers of a key at most. */
    public static final int MAX_CLICK_MARKERS = 20;
    /** Query parameters of a key at most. */
    public static final int MAX_LANDING_PARAMETERS = 10;
    /** Longest name of a query parameter, in UTF-16 code units. */
    public static final int MAX_PARAMETER_NAME_CHARACTERS = 100;

    /** @throws IllegalArgumentException if a text is too long or the markers are not as described */
    public MappingKey {
        clickMarkers = List.copyOf(clickMarkers);
        requireLength("campaign", campaign);
        requireLength("medium", medium);
        requireLength("source", source);
        requireLength("landing page", landingPage);
        requireLength("referrer", referrer);
        requireLength("status", status);
        landingParameters = landingParameters.isEmpty()
                ? Collections.emptySortedMap()
                : Collections.unmodifiableSortedMap(new TreeMap<>(landingParameters));
        requireParameters(landingParameters);
        if (clickMarkers.size() > MAX_CLICK_MARKERS) {
            throw new IllegalArgumentException("a key has at most " + MAX_CLICK_MARKERS + " click markers");
        }
        String before = "";
        for (String marker : clickMarkers) {
            requireLength("click marker", marker);
            if (!CaseFold.isLowerCase(marker) || marker.compareTo(before) <= 0) {
                throw new IllegalArgumentException("click markers are lower case, sorted, each once, none empty");
            }
            before = marker;
        }
    }

    /** A key without status and query parameters. */
    public MappingKey(
            String campaign,
            String medium,
            String source,
            String landingPage,
            String referrer,
            List<String> clickMarkers,
            KeyKind kind) {
        this(campaign, medium, source, landingPage, referrer, clickMarkers, kind, "", Collections.emptySortedMap());
    }

    private static void requireParameters(Map<String, String> parameters) {
        if (parameters.size() > MAX_LANDING_PARAMETERS) {
            throw new IllegalArgumentException("a key has at most " + MAX_LANDING_PARAMETERS + " query parameters");
        }
        parameters.forEach((name, value) -> {
            if (name.isEmpty() || name.length() > MAX_PARAMETER_NAME_CHARACTERS || !CaseFold.isLowerCase(name)) {
                throw new IllegalArgumentException(
                        "the name of a query parameter is lower case, neither empty nor too long");
            }
            requireLength("query parameter", value);
        });
    }

    private static void requireLength(String name, String value) {
        if (value.length() > MAX_CHARACTERS) {
            throw new IllegalArgumentException("a " + name + " has at most " + MAX_CHARACTERS + " characters");
        }
    }
}
