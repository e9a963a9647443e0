package dev.touchstone.mapping.detect;

import java.util.Set;

/**
 * What a utm_medium says, lower case.
 *
 * <p><b>Source:</b> the definitions of GA4's default channel group.
 */
final class Medium {
    private static final Set<String> DISPLAY = Set.of("display", "banner", "expandable", "interstitial", "cpm");
    private static final Set<String> SOCIAL =
            Set.of("social", "social-network", "social-media", "sm", "social network", "social media");
    private static final Set<String> EMAIL = Set.of("email", "e-mail", "e_mail", "e mail");
    private static final Set<String> UNPAID_LINK = Set.of("", "organic", "referral", "link", "app");
    private static final Set<String> OTHER_CHANNEL = Set.of("affiliate", "affiliates", "audio", "sms");

    private Medium() {}

    /** GA4's {@code ^(.*cp.*|ppc|retargeting|paid.*)$}. */
    static boolean isPaid(String medium) {
        return medium.contains("cp")
                || medium.equals("ppc")
                || medium.equals("retargeting")
                || medium.startsWith("paid");
    }

    static boolean isDisplay(String medium) {
        return DISPLAY.contains(medium);
    }

    static boolean isSocial(String medium) {
        return SOCIAL.contains(medium);
    }

    /** GA4 reads these words in utm_source as well. */
    static boolean isEmail(String mediumOrSource) {
        return EMAIL.contains(mediumOrSource);
    }

    static boolean isOrganic(String medium) {
        return medium.equals("organic");
    }

    /** True if the medium adds nothing to what the referrer says. */
    static boolean leavesItToTheReferrer(String medium) {
        return UNPAID_LINK.contains(medium) || isSocial(medium);
    }

    /** True if the medium puts the visit in a channel of its own, whatever site the source names. */
    static boolean namesAnotherChannel(String medium) {
        return isPaid(medium) || isDisplay(medium) || isEmail(medium) || OTHER_CHANNEL.contains(medium);
    }
}
