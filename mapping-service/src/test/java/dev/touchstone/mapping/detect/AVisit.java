package dev.touchstone.mapping.detect;

import java.util.List;

/** A visit for tests, of texts that are folded already. */
public record AVisit(
        String campaign,
        String medium,
        String source,
        String referrerHost,
        String landingHost,
        List<String> clickMarkers)
        implements Visit {}
