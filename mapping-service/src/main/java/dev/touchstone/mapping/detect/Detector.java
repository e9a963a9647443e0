package dev.touchstone.mapping.detect;

/**
 * A built-in test on where a web session came from, written in brackets in a rule: {@code [Google Organic Search]}. A
 * detector says yes or no by itself; which of two that both say yes wins is the order of the rows.
 *
 * <p><b>Source:</b> the names are those of Marketo Measure's sheet, which does not define them; the definitions follow
 * GA4's default channel group.
 */
public sealed interface Detector {
    /** True if the visit is of this detector's kind. */
    boolean sees(Evidence evidence);

    /** Bits of {@link Evidence#signals}: a visit that has none of them is not seen. */
    int signals();

    /** A paid click in a search engine. Google's banners carry the same click markers and are not seen. */
    record PaidSearch(Platforms platforms) implements Detector {
        @Override
        public boolean sees(Evidence evidence) {
            if (!evidence.hasPaidSearchClick(platforms) && !evidence.isPaidBy(SiteKind.SEARCH, platforms)) {
                return false;
            }
            return !platforms.equals(Detectors.GOOGLE) || !evidence.isFromBanner();
        }

        @Override
        public int signals() {
            return Signals.click(AdClick.Meaning.PAID_SEARCH)
                    | Signals.click(AdClick.Meaning.PAID_SEARCH_TAG)
                    | Signals.site(SiteKind.SEARCH);
        }
    }

    /** A paid click in a social network. {@code fbclid} alone does not prove one: unpaid links carry it too. */
    record PaidSocial(Platforms platforms) implements Detector {
        @Override
        public boolean sees(Evidence evidence) {
            return evidence.hasClick(AdClick.Meaning.PAID_SOCIAL, platforms)
                    || evidence.isPaidBy(SiteKind.SOCIAL, platforms);
        }

        @Override
        public int signals() {
            return Signals.click(AdClick.Meaning.PAID_SOCIAL) | Signals.site(SiteKind.SOCIAL);
        }
    }

    /** A click on one of Google's banners: its click marker or its name, with a medium or a referrer of banners. */
    record GoogleDisplay() implements Detector {
        @Override
        public boolean sees(Evidence evidence) {
            if (!evidence.isFromBanner()) {
                return false;
            }
            return evidence.hasPaidSearchClick(Detectors.GOOGLE)
                    || (!evidence.hasPaidClick()
                            && (evidence.isSourceElseReferrer(SiteKind.SEARCH, Detectors.GOOGLE)
                                    || evidence.isSourceElseReferrer(SiteKind.DISPLAY, Detectors.GOOGLE_DISPLAY)));
        }

        @Override
        public int signals() {
            return Signals.DISPLAY_MEDIUM | Signals.site(SiteKind.DISPLAY);
        }
    }

    /** A click on a banner of Google's ad server for publishers and agencies. */
    record DoubleClick() implements Detector {
        @Override
        public boolean sees(Evidence evidence) {
            return evidence.hasClick(AdClick.Meaning.DISPLAY, Detectors.DOUBLECLICK)
                    || (!evidence.hasPaidClick()
                            && evidence.isSourceElseReferrer(SiteKind.DISPLAY, Detectors.DOUBLECLICK));
        }

        @Override
        public int signals() {
            return Signals.click(AdClick.Meaning.DISPLAY) | Signals.site(SiteKind.DISPLAY);
        }
    }

    /**
     * An unpaid visit from a search engine.
     *
     * @param others true if the medium {@code organic} of an unknown source is one, too
     */
    record OrganicSearch(Platforms platforms, boolean others) implements Detector {
        @Override
        public boolean sees(Evidence evidence) {
            if (evidence.isUnpaidFrom(SiteKind.SEARCH, platforms)
                    || evidence.hasUnpaidClick(AdClick.Meaning.SEARCH, platforms)) {
                return true;
            }
            return others
                    && !evidence.hasPaidClick()
                    && evidence.medium().isOrganic()
                    && evidence.isOfNoOtherKindThan(SiteKind.SEARCH)
                    && !evidence.isSourceElseReferrer(SiteKind.SEARCH, Detectors.NAMED_ENGINES);
        }

        @Override
        public int signals() {
            return Signals.site(SiteKind.SEARCH)
                    | Signals.click(AdClick.Meaning.SEARCH)
                    | (others ? Signals.ORGANIC_MEDIUM : 0);
        }
    }

    /**
     * An unpaid visit from a social network.
     *
     * @param others true if a social medium of an unknown source is one, too
     */
    record Social(Platforms platforms, boolean others) implements Detector {
        @Override
        public boolean sees(Evidence evidence) {
            if (evidence.isUnpaidFrom(SiteKind.SOCIAL, platforms)
                    || evidence.hasUnpaidClick(AdClick.Meaning.SOCIAL, platforms)) {
                return true;
            }
            return others
                    && !evidence.hasPaidClick()
                    && evidence.medium().isSocial()
                    && evidence.isOfNoOtherKindThan(SiteKind.SOCIAL)
                    && !evidence.isSourceElseReferrer(SiteKind.SOCIAL, Detectors.NAMED_NETWORKS);
        }

        @Override
        public int signals() {
            return Signals.site(SiteKind.SOCIAL)
                    | Signals.click(AdClick.Meaning.SOCIAL)
                    | (others ? Signals.SOCIAL_MEDIUM : 0);
        }
    }

    /** An unpaid visit from any site of a kind. */
    record FromSite(SiteKind kind) implements Detector {
        @Override
        public boolean sees(Evidence evidence) {
            return evidence.isUnpaidFrom(kind, Platforms.ANY);
        }

        @Override
        public int signals() {
            return Signals.site(kind);
        }
    }

    /** A visit from an e-mail: medium or source say so, or a mailbox, or the marker of a mailing system. */
    record Email() implements Detector {
        @Override
        public boolean sees(Evidence evidence) {
            if (evidence.hasPaidClick() || evidence.medium().isPaid()) {
                return false;
            }
            return evidence.medium().isEmail()
                    || Medium.isEmailWord(evidence.visit().source())
                    || evidence.isUnpaidFrom(SiteKind.EMAIL, Platforms.ANY)
                    || evidence.hasUnpaidClick(AdClick.Meaning.EMAIL, Platforms.ANY);
        }

        @Override
        public int signals() {
            return Signals.EMAIL_MEDIUM
                    | Signals.SOURCE
                    | Signals.site(SiteKind.EMAIL)
                    | Signals.click(AdClick.Meaning.EMAIL);
        }
    }

    /** A visit through an affiliate's link: the medium says so, or a network of affiliates, or the marker of one. */
    record Affiliate() implements Detector {
        @Override
        public boolean sees(Evidence evidence) {
            return !evidence.hasPaidClick()
                    && (evidence.medium().isAffiliate()
                            || evidence.isUnpaidFrom(SiteKind.AFFILIATE, Platforms.ANY)
                            || evidence.hasUnpaidClick(AdClick.Meaning.AFFILIATE, Platforms.ANY));
        }

        @Override
        public int signals() {
            return Signals.AFFILIATE_MEDIUM
                    | Signals.site(SiteKind.AFFILIATE)
                    | Signals.click(AdClick.Meaning.AFFILIATE);
        }
    }

    /**
     * A visit from the site itself, without UTM parameter and known click marker: the referrer's host is that of the landing page,
     * or has its registered part, which is the last two labels, three where the last but one is a second level such as
     * {@code co.uk}. GA4 does not count such a visit as a referral.
     */
    record Internal() implements Detector {
        @Override
        public boolean sees(Evidence evidence) {
            return evidence.isUntagged() && evidence.isFromTheSiteItself();
        }

        @Override
        public int signals() {
            return Signals.BARE_REFERRER;
        }
    }

    /** A visit from another site's page that no list knows, with no UTM parameter and no known click marker. */
    record Referral() implements Detector {
        @Override
        public boolean sees(Evidence evidence) {
            return evidence.isUntagged() && evidence.isUnknownReferrer() && !evidence.isFromTheSiteItself();
        }

        @Override
        public int signals() {
            return Signals.BARE_REFERRER;
        }
    }

    /** A visit from nowhere: no referrer, no UTM parameter, no click marker. */
    record Direct() implements Detector {
        @Override
        public boolean sees(Evidence evidence) {
            Visit visit = evidence.visit();
            return evidence.hasNoUtmParameter()
                    && visit.referrerHost().isEmpty()
                    && visit.clickMarkers().isEmpty();
        }

        @Override
        public int signals() {
            return Signals.NOTHING;
        }
    }
}
