package dev.touchstone.mapping.detect;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a utm_medium says.
 *
 * <p><b>Source:</b> the definitions of GA4's default channel group.
 *
 * @param isPaid it matches {@code ^(.*cp.*|ppc|retargeting|paid.*)$}
 * @param isDisplay it is a word for banners
 * @param isSocial it is a word for social networks
 * @param isEmail it is a word for e-mail
 * @param isOrganic it is {@code organic}
 * @param isAffiliate it is a word for affiliates
 * @param leavesItToTheReferrer it adds nothing to what the referrer says
 * @param namesAnotherChannel it puts the visit in a channel of its own, whatever site the source names
 */
public record Medium(
        boolean isPaid,
        boolean isDisplay,
        boolean isSocial,
        boolean isEmail,
        boolean isOrganic,
        boolean isAffiliate,
        boolean leavesItToTheReferrer,
        boolean namesAnotherChannel) {
    private static final Set<String> DISPLAY = Set.of("display", "banner", "expandable", "interstitial", "cpm");
    private static final Set<String> SOCIAL =
            Set.of("social", "social-network", "social-media", "sm", "social network", "social media");
    private static final Set<String> EMAIL = Set.of("email", "e-mail", "e_mail", "e mail");
    private static final Set<String> ORGANIC = Set.of("organic");
    private static final Set<String> AFFILIATE = Set.of("affiliate", "affiliates");
    private static final Set<String> UNPAID_LINK = Set.of("", "organic", "referral", "link", "app");
    private static final Set<String> OTHER_CHANNEL = Set.of("audio", "sms");

    private static final Medium PAID_BY_ITS_SPELLING = read("cpc");
    private static final Medium UNKNOWN = read("unknown");
    private static final Map<String, Medium> BY_WORD = byWord();

    /** What a medium, lower case, says. */
    static Medium of(String medium) {
        @Nullable Medium known = BY_WORD.get(medium);
        if (known != null) {
            return known;
        }
        return isPaid(medium) ? PAID_BY_ITS_SPELLING : UNKNOWN;
    }

    /** True for a word for e-mail, which GA4 reads in utm_source as well. */
    static boolean isEmailWord(String text) {
        return EMAIL.contains(text);
    }

    /** True for a word that stands for paid visits. */
    public static boolean isPaid(String medium) {
        return medium.contains("cp")
                || medium.equals("ppc")
                || medium.equals("retargeting")
                || medium.startsWith("paid");
    }

    private static Map<String, Medium> byWord() {
        Map<String, Medium> media = new HashMap<>();
        for (Set<String> words : List.of(DISPLAY, SOCIAL, EMAIL, ORGANIC, AFFILIATE, UNPAID_LINK, OTHER_CHANNEL)) {
            words.forEach(word -> media.put(word, read(word)));
        }
        return media;
    }

    private static Medium read(String medium) {
        boolean paid = isPaid(medium);
        boolean display = DISPLAY.contains(medium);
        boolean social = SOCIAL.contains(medium);
        boolean email = EMAIL.contains(medium);
        boolean affiliate = AFFILIATE.contains(medium);
        return new Medium(
                paid,
                display,
                social,
                email,
                ORGANIC.contains(medium),
                affiliate,
                UNPAID_LINK.contains(medium) || social,
                paid || display || email || affiliate || OTHER_CHANNEL.contains(medium));
    }
}
