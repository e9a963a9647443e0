package dev.touchstone.mapping.detect;

/**
 * What a visit has, a bit for each: most detectors have nothing to do with most visits, and these bits say so at once. They never
 * replace a detector's own look.
 */
final class Signals {
    /** The visit has a utm_source. */
    static final int SOURCE = 1 << 16;
    /** It has a referrer, but neither a UTM parameter nor a known click marker. */
    static final int BARE_REFERRER = 1 << 17;
    /** It has no referrer, no UTM parameter and no click marker. */
    static final int NOTHING = 1 << 18;

    static final int DISPLAY_MEDIUM = 1 << 19;
    static final int SOCIAL_MEDIUM = 1 << 20;
    static final int EMAIL_MEDIUM = 1 << 21;
    static final int ORGANIC_MEDIUM = 1 << 22;
    static final int AFFILIATE_MEDIUM = 1 << 23;

    private Signals() {}

    /** The source or the referrer is a known site of this kind. */
    static int site(SiteKind kind) {
        return switch (kind) {
            case SEARCH -> 1;
            case SOCIAL -> 1 << 1;
            case AI_ASSISTANT -> 1 << 2;
            case VIDEO -> 1 << 3;
            case EMAIL -> 1 << 4;
            case SHOPPING -> 1 << 5;
            case DISPLAY -> 1 << 6;
            case AFFILIATE -> 1 << 7;
        };
    }

    /** There is a known click marker of this meaning. */
    static int click(AdClick.Meaning meaning) {
        return switch (meaning) {
            case PAID_SEARCH -> 1 << 8;
            case PAID_SEARCH_TAG -> 1 << 9;
            case DISPLAY -> 1 << 10;
            case PAID_SOCIAL -> 1 << 11;
            case SOCIAL -> 1 << 12;
            case SEARCH -> 1 << 13;
            case EMAIL -> 1 << 14;
            case AFFILIATE -> 1 << 15;
        };
    }

    /** The words that the medium is one of. */
    static int medium(Medium medium) {
        return (medium.isDisplay() ? DISPLAY_MEDIUM : 0)
                | (medium.isSocial() ? SOCIAL_MEDIUM : 0)
                | (medium.isEmail() ? EMAIL_MEDIUM : 0)
                | (medium.isOrganic() ? ORGANIC_MEDIUM : 0)
                | (medium.isAffiliate() ? AFFILIATE_MEDIUM : 0);
    }
}
