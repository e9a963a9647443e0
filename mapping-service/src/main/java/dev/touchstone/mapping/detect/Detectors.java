package dev.touchstone.mapping.detect;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The detectors by the names that rules write in brackets. */
public final class Detectors {
    static final Platforms GOOGLE = Platforms.only("google");
    static final Platforms NAMED_ENGINES = new Platforms(Set.of("google", "bing", "yahoo"), true);
    static final Platforms NAMED_NETWORKS = new Platforms(Set.of("facebook", "linkedin", "twitter"), true);

    private static final Platforms BING = Platforms.only("bing");
    private static final Platforms YAHOO = Platforms.only("yahoo");
    private static final Platforms FACEBOOK = Platforms.only("facebook");
    private static final Platforms LINKEDIN = Platforms.only("linkedin");
    private static final Platforms TWITTER = Platforms.only("twitter");
    private static final Platforms OTHER_ENGINES = Platforms.allBut("google", "bing", "yahoo");
    private static final Platforms OTHER_NETWORKS = Platforms.allBut("facebook", "linkedin", "twitter");

    private static final Map<String, Detector> BY_NAME = byName();

    private Detectors() {}

    private static Map<String, Detector> byName() {
        Map<String, Detector> detectors = new HashMap<>();
        detectors.put("adwords paid search", new Detector.PaidSearch(GOOGLE));
        detectors.put("bing paid search", new Detector.PaidSearch(BING));
        detectors.put("yahoo paid search", new Detector.PaidSearch(YAHOO));
        detectors.put("doubleclick", new Detector.DoubleClick());
        detectors.put("adwords display", new Detector.GoogleDisplay());
        detectors.put("facebook paid", new Detector.PaidSocial(FACEBOOK));
        detectors.put("linkedin paid", new Detector.PaidSocial(LINKEDIN));
        detectors.put("other paid search", new Detector.PaidSearch(OTHER_ENGINES));
        detectors.put("other paid social", new Detector.PaidSocial(Platforms.allBut("facebook", "linkedin")));
        detectors.put("google organic search", new Detector.OrganicSearch(GOOGLE));
        detectors.put("bing organic search", new Detector.OrganicSearch(BING));
        detectors.put("yahoo organic search", new Detector.OrganicSearch(YAHOO));
        detectors.put("other organic search", new Detector.OrganicSearch(OTHER_ENGINES));
        detectors.put("facebook", new Detector.Social(FACEBOOK));
        detectors.put("linkedin", new Detector.Social(LINKEDIN));
        detectors.put("twitter", new Detector.Social(TWITTER));
        detectors.put("other social", new Detector.Social(OTHER_NETWORKS));
        detectors.put("ai assistant", new Detector.FromSite(SiteKind.AI_ASSISTANT));
        detectors.put("video", new Detector.FromSite(SiteKind.VIDEO));
        detectors.put("email", new Detector.Email());
        detectors.put("shopping", new Detector.FromSite(SiteKind.SHOPPING));
        detectors.put("referral", new Detector.Referral());
        detectors.put("direct", new Detector.Direct());
        return detectors;
    }

    /** The detector of a name, without its brackets and in any case; empty if there is none. */
    public static Optional<Detector> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
    }

    /** All names, lower case, in no order. */
    public static Set<String> names() {
        return Set.copyOf(BY_NAME.keySet());
    }
}
