package dev.touchstone.mapping.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.mapping.ruleset.ShippedRules;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** No detector is left out for a visit that it sees: every one against every combination of what visits carry. */
class SignalsTest {
    private static final DetectorLists LISTS = ShippedRules.load().lists();
    private static final List<String> CAMPAIGNS = List.of("", "spring");
    private static final List<String> MEDIA = List.of(
            "", "cpc", "paid", "display", "cpm", "social", "email", "organic", "affiliate", "referral", "sms", "qr");
    private static final List<String> SITES = List.of(
            "",
            "google.com",
            "bing.com",
            "search.yahoo.com",
            "duckduckgo.com",
            "facebook.com",
            "t.co",
            "reddit.com",
            "chatgpt.com",
            "youtube.com",
            "mail.google.com",
            "amazon.com",
            "doubleclick.net",
            "awin1.com",
            "example.com",
            "shop.test");
    private static final List<String> SOURCES = List.of("", "google", "e-mail", "linkedin", "newsletter");
    private static final List<List<String>> MARKERS = List.of(
            List.of(),
            List.of("gclid"),
            List.of("_bt"),
            List.of("dclid"),
            List.of("li_fat_id"),
            List.of("fbclid"),
            List.of("srsltid"),
            List.of("mc_eid"),
            List.of("irclickid"),
            List.of("nothing"));

    private final Set<String> saw = new HashSet<>();

    @Test
    void whoeverSeesAVisitNamesSomethingThatItHas() {
        for (String campaign : CAMPAIGNS) {
            for (String medium : MEDIA) {
                for (String referrer : SITES) {
                    for (List<String> markers : MARKERS) {
                        SITES.forEach(source ->
                                compare(new AVisit(campaign, medium, source, referrer, "shop.test", markers)));
                        SOURCES.forEach(source ->
                                compare(new AVisit(campaign, medium, source, referrer, "shop.test", markers)));
                    }
                }
            }
        }
        assertThat(saw).isEqualTo(Detectors.names());
    }

    private void compare(Visit visit) {
        Evidence evidence = Evidence.of(visit, LISTS);
        for (String name : Detectors.names()) {
            Detector detector = Detectors.find(name).orElseThrow();
            if (detector.sees(evidence)) {
                saw.add(name);
                assertThat(detector.signals() & evidence.signals())
                        .as("%s of %s", name, visit)
                        .isNotZero();
            }
        }
    }
}
