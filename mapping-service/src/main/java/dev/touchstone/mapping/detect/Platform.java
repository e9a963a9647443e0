package dev.touchstone.mapping.detect;

/** The platforms that detectors tell apart; all others are one. */
enum Platform {
    GOOGLE(0b1, "google"),
    BING(0b10, "bing"),
    YAHOO(0b100, "yahoo"),
    FACEBOOK(0b1000, "facebook"),
    LINKEDIN(0b10000, "linkedin"),
    TWITTER(0b100000, "twitter"),
    /** Google's ad server for publishers and agencies. */
    DOUBLECLICK(0b1000000, "doubleclick"),
    /** Google's banners on other sites. */
    GOOGLE_DISPLAY(0b10000000, "google-display"),
    /** Any other. */
    OTHER(0b100000000, "");

    private final int bit;
    private final String listedName;

    Platform(int bit, String listedName) {
        this.bit = bit;
        this.listedName = listedName;
    }

    /** A bit of its own. */
    int bit() {
        return bit;
    }

    /** The platform of a name in the lists. */
    static Platform of(String name) {
        for (Platform platform : values()) {
            if (platform.listedName.equals(name)) {
                return platform;
            }
        }
        return OTHER;
    }
}
