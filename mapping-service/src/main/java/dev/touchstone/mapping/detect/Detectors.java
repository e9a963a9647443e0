package dev.touchstone.mapping.detect;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The detectors by the names that rules write in brackets. */
public final class Detectors {
    static final Platforms GOOGLE = Platforms.only(Platform.GOOGLE);
    static final Platforms DOUBLECLICK = Platforms.only(Platform.DOUBLECLICK);
    static final Platforms GOOGLE_DISPLAY = Platforms.only(Platform.GOOGLE_DISPLAY);
    static final Platforms NAMED_ENGINES = Platforms.only(Platform.GOOGLE, Platform.BING, Platform.YAHOO);
    static final Platforms NAMED_NETWORKS = Platforms.only(Platform.FACEBOOK, Platform.LINKEDIN, Platform.TWITTER);

    private static final Platforms BING = Platforms.only(Platform.BING);
    private static final Platforms YAHOO = Platforms.only(Platform.YAHOO);
    private static final Platforms FACEBOOK = Platforms.only(Platform.FACEBOOK);
    private static final Platforms LINKEDIN = Platforms.only(Platform.LINKEDIN);
    private static final Platforms TWITTER = Platforms.only(Platform.TWITTER);
    private static final Platforms OTHER_ENGINES = Platforms.allBut(Platform.GOOGLE, Platform.BING, Platform.YAHOO);
    private static final Platforms OTHER_NETWORKS =
            Platforms.allBut(Platform.FACEBOOK, Platform.LINKEDIN, Platform.TWITTER);

    private static final Map<String, Detector> BY_NAME = byName();
    private static final List<Detector> NUMBERED = List.copyOf(new TreeMap<>(BY_NAME).values());

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
        detectors.put(
                "other paid social", new Detector.PaidSocial(Platforms.allBut(Platform.FACEBOOK, Platform.LINKEDIN)));
        detectors.put("google organic search", new Detector.OrganicSearch(GOOGLE, false));
        detectors.put("bing organic search", new Detector.OrganicSearch(BING, false));
        detectors.put("yahoo organic search", new Detector.OrganicSearch(YAHOO, false));
        detectors.put("other organic search", new Detector.OrganicSearch(OTHER_ENGINES, true));
        detectors.put("facebook", new Detector.Social(FACEBOOK, false));
        detectors.put("linkedin", new Detector.Social(LINKEDIN, false));
        detectors.put("twitter", new Detector.Social(TWITTER, false));
        detectors.put("other social", new Detector.Social(OTHER_NETWORKS, true));
        detectors.put("ai assistant", new Detector.FromSite(SiteKind.AI_ASSISTANT));
        detectors.put("video", new Detector.FromSite(SiteKind.VIDEO));
        detectors.put("email", new Detector.Email());
        detectors.put("shopping", new Detector.FromSite(SiteKind.SHOPPING));
        detectors.put("affiliate", new Detector.Affiliate());
        detectors.put("internal", new Detector.Internal());
        detectors.put("referral", new Detector.Referral());
        detectors.put("direct", new Detector.Direct());
        return detectors;
    }

    /** The detector of a name, without its brackets and in any case; empty if there is none. */
    public static Optional<Detector> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
    }

    /** A number of the detector, from 0 upwards and less than 64, that is its own in this build. */
    public static int number(Detector detector) {
        return NUMBERED.indexOf(detector);
    }

    /** All names, lower case, in no order. */
    public static Set<String> names() {
        return Set.copyOf(BY_NAME.keySet());
    }
}
