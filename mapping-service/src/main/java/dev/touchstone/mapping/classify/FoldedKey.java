package dev.touchstone.mapping.classify;

import dev.touchstone.mapping.detect.DetectorLists;
import dev.touchstone.mapping.detect.Evidence;
import dev.touchstone.mapping.detect.Visit;
import java.util.Optional;

/**
 * A key's values as cells compare them: folded, and looked up in the detector lists, once for all rows.
 *
 * @param referrerHost the referrer without path, port and leading {@code www.}
 * @param evidence for detectors; empty for a key that is no web session, which no detector sees
 */
record FoldedKey(
        String campaign,
        String medium,
        String source,
        String landingPage,
        String referrerHost,
        Optional<Evidence> evidence) {

    static FoldedKey of(MappingKey key, DetectorLists lists) {
        String campaign = CaseFold.fold(key.campaign());
        String medium = CaseFold.fold(key.medium());
        String source = CaseFold.fold(key.source());
        String host = host(CaseFold.fold(key.referrer()));
        Optional<Evidence> evidence = key.kind() == KeyKind.WEB_SESSION
                ? Optional.of(Evidence.of(new Visit(campaign, medium, source, host, key.clickMarkers()), lists))
                : Optional.empty();
        return new FoldedKey(campaign, medium, source, CaseFold.fold(key.landingPage()), host, evidence);
    }

    String value(Column column) {
        return switch (column) {
            case CAMPAIGN -> campaign;
            case MEDIUM, CAMPAIGN_TYPE -> medium;
            case SOURCE -> source;
            case LANDING_PAGE -> landingPage;
            case REFERRING_WEBSITE -> referrerHost;
            case KIND -> "";
        };
    }

    /** The host of a referrer as rules see it. */
    static String host(String referrer) {
        int end = 0;
        while (end < referrer.length() && referrer.charAt(end) != '/' && referrer.charAt(end) != ':') {
            end++;
        }
        return referrer.substring(referrer.startsWith("www.") && end > 4 ? 4 : 0, end);
    }
}
