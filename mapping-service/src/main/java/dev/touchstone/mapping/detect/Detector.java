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

    /** A paid click in a search engine. Google's banners carry the same click markers and are not seen. */
    record PaidSearch(Platforms platforms) implements Detector {
        @Override
        public boolean sees(Evidence evidence) {
            if (!evidence.hasPaidSearchClick(platforms) && !evidence.isPaidBy(SiteKind.SEARCH, platforms)) {
                return false;
            }
            return !platforms.equals(Detectors.GOOGLE) || !evidence.isFromBanner();
        }
    }

    /** A paid click in a social network. {@code fbclid} alone does not prove one: unpaid links carry it too. */
    record PaidSocial(Platforms platforms) implements Detector {
        @Override
        public boolean sees(Evidence evidence) {
            return evidence.hasClick(AdClick.Meaning.PAID_SOCIAL, platforms)
                    || evidence.isPaidBy(SiteKind.SOCIAL, platforms);
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
                                    || evidence.isSourceElseReferrer(
                                            SiteKind.DISPLAY, Platforms.only("google-display"))));
        }
    }

    /** A click on a banner of Google's ad server for publishers and agencies. */
    record DoubleClick() implements Detector {
        private static final Platforms DOUBLECLICK = Platforms.only("doubleclick");

        @Override
        public boolean sees(Evidence evidence) {
            return evidence.hasClick(AdClick.Meaning.DISPLAY, DOUBLECLICK)
                    || (!evidence.hasPaidClick() && evidence.isSourceElseReferrer(SiteKind.DISPLAY, DOUBLECLICK));
        }
    }

    /** An unpaid visit from a search engine; for "other" engines also the medium {@code organic} of an unknown source. */
    record OrganicSearch(Platforms platforms) implements Detector {
        @Override
        public boolean sees(Evidence evidence) {
            if (evidence.isUnpaidFrom(SiteKind.SEARCH, platforms)
                    || evidence.hasUnpaidClick(AdClick.Meaning.SEARCH, platforms)) {
                return true;
            }
            return !platforms.listed()
                    && !evidence.hasPaidClick()
                    && Medium.isOrganic(evidence.visit().medium())
                    && evidence.isOfNoOtherKindThan(SiteKind.SEARCH)
                    && !evidence.isSourceElseReferrer(SiteKind.SEARCH, Detectors.NAMED_ENGINES);
        }
    }

    /** An unpaid visit from a social network; for "other" networks also a social medium of an unknown source. */
    record Social(Platforms platforms) implements Detector {
        @Override
        public boolean sees(Evidence evidence) {
            if (evidence.isUnpaidFrom(SiteKind.SOCIAL, platforms)
                    || evidence.hasUnpaidClick(AdClick.Meaning.SOCIAL, platforms)) {
                return true;
            }
            return !platforms.listed()
                    && !evidence.hasPaidClick()
                    && Medium.isSocial(evidence.visit().medium())
                    && evidence.isOfNoOtherKindThan(SiteKind.SOCIAL)
                    && !evidence.isSourceElseReferrer(SiteKind.SOCIAL, Detectors.NAMED_NETWORKS);
        }
    }

    /** An unpaid visit from any site of a kind. */
    record FromSite(SiteKind kind) implements Detector {
        @Override
        public boolean sees(Evidence evidence) {
            return evidence.isUnpaidFrom(kind, Platforms.ANY);
        }
    }

    /** A visit from an e-mail: medium or source say so, or a mailbox, or the marker of a mailing system. */
    record Email() implements Detector {
        @Override
        public boolean sees(Evidence evidence) {
            Visit visit = evidence.visit();
            if (evidence.hasPaidClick() || Medium.isPaid(visit.medium())) {
                return false;
            }
            return Medium.isEmail(visit.medium())
                    || Medium.isEmail(visit.source())
                    || evidence.isUnpaidFrom(SiteKind.EMAIL, Platforms.ANY)
                    || evidence.hasUnpaidClick(AdClick.Meaning.EMAIL, Platforms.ANY);
        }
    }

    /** A visit from a page that no list knows, with no UTM parameter and no known click marker. */
    record Referral() implements Detector {
        @Override
        public boolean sees(Evidence evidence) {
            return evidence.visit().isUntagged() && evidence.isUnknownReferrer();
        }
    }

    /** A visit from nowhere: no referrer, no UTM parameter, no click marker. */
    record Direct() implements Detector {
        @Override
        public boolean sees(Evidence evidence) {
            Visit visit = evidence.visit();
            return visit.isUntagged()
                    && visit.referrerHost().isEmpty()
                    && visit.clickMarkers().isEmpty();
        }
    }
}
