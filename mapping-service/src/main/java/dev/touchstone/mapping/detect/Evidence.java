package dev.touchstone.mapping.detect;

import java.util.List;
import java.util.Optional;

/**
 * What the lists say about one visit, looked up once for all detectors.
 *
 * <p><b>Rules:</b> a paid click marker decides alone. Without one, a paid medium needs a site, which is the one that
 * utm_source names, or else the referrer. An unpaid visit is from the site that utm_source names, whatever the medium as
 * long as that is no channel of its own; the referrer counts only where no utm_source says otherwise.
 */
public final class Evidence {
    private final Visit visit;
    private final List<AdClick> clicks;
    private final Optional<Site> sourceSite;
    private final Optional<Site> referrerSite;
    private final boolean paidClick;
    private final boolean paidMedium;
    private final boolean elsewhereByMedium;
    private final boolean leftToTheReferrer;

    private Evidence(Visit visit, List<AdClick> clicks, Optional<Site> sourceSite, Optional<Site> referrerSite) {
        this.visit = visit;
        this.clicks = clicks;
        this.sourceSite = sourceSite;
        this.referrerSite = referrerSite;
        this.paidClick = clicks.stream().anyMatch(click -> click.meaning().isPaid());
        this.paidMedium = Medium.isPaid(visit.medium());
        this.elsewhereByMedium = Medium.namesAnotherChannel(visit.medium());
        this.leftToTheReferrer = visit.source().isEmpty() && Medium.leavesItToTheReferrer(visit.medium());
    }

    /** Looks up what the visit carries. */
    public static Evidence of(Visit visit, DetectorLists lists) {
        List<AdClick> clicks = visit.clickMarkers().stream()
                .flatMap(marker -> lists.click(marker).stream())
                .toList();
        Optional<Site> source = visit.source().isEmpty() ? Optional.empty() : lists.siteOfSource(visit.source());
        Optional<Site> referrer =
                visit.referrerHost().isEmpty() ? Optional.empty() : lists.siteOfHost(visit.referrerHost());
        return new Evidence(visit, clicks, source, referrer);
    }

    /** The values that were looked at, as an explanation shows them. */
    public String describe() {
        return visit.describe();
    }

    Visit visit() {
        return visit;
    }

    boolean hasPaidSearchClick(Platforms platforms) {
        for (AdClick click : clicks) {
            boolean found = switch (click.meaning()) {
                case PAID_SEARCH -> platforms.include(click.platform());
                case PAID_SEARCH_TAG -> platforms.include(taggedEngine(click));
                case DISPLAY, PAID_SOCIAL, SOCIAL, SEARCH, EMAIL -> false;
            };
            if (found) {
                return true;
            }
        }
        return false;
    }

    private String taggedEngine(AdClick tag) {
        return sourceSite
                .filter(site -> site.kind() == SiteKind.SEARCH)
                .map(Site::platform)
                .orElse(tag.platform());
    }

    boolean hasClick(AdClick.Meaning meaning, Platforms platforms) {
        for (AdClick click : clicks) {
            if (click.meaning() == meaning && platforms.include(click.platform())) {
                return true;
            }
        }
        return false;
    }

    /** True if no click marker says who was paid, but the medium says that somebody was, and the site is of this kind. */
    boolean isPaidBy(SiteKind kind, Platforms platforms) {
        return !paidClick && paidMedium && isSourceElseReferrer(kind, platforms);
    }

    /** True if utm_source, or the referrer where utm_source names no known site, is a site of this kind. */
    boolean isSourceElseReferrer(SiteKind kind, Platforms platforms) {
        return is(sourceSite.isPresent() ? sourceSite : referrerSite, kind, platforms);
    }

    boolean hasPaidClick() {
        return paidClick;
    }

    /** True if the visit was for a banner: the medium says so, or it came from an ad server's page. */
    boolean isFromBanner() {
        return Medium.isDisplay(visit.medium()) || is(referrerSite, SiteKind.DISPLAY, Platforms.ANY);
    }

    /** True if the visit was not paid for and came from a site of this kind. */
    boolean isUnpaidFrom(SiteKind kind, Platforms platforms) {
        if (paidClick || elsewhereByMedium) {
            return false;
        }
        if (is(sourceSite, kind, platforms)) {
            return true;
        }
        return leftToTheReferrer && is(referrerSite, kind, platforms);
    }

    /** True if an unpaid click marker of this meaning speaks and nothing else says where the visit came from. */
    boolean hasUnpaidClick(AdClick.Meaning meaning, Platforms platforms) {
        return !paidClick && leftToTheReferrer && referrerSite.isEmpty() && hasClick(meaning, platforms);
    }

    /** True if neither utm_source nor the referrer is a known site of another kind. */
    boolean isOfNoOtherKindThan(SiteKind kind) {
        return (sourceSite.isPresent() ? sourceSite : referrerSite)
                .map(site -> site.kind() == kind)
                .orElse(true);
    }

    boolean isUnknownReferrer() {
        return !visit.referrerHost().isEmpty() && referrerSite.isEmpty() && clicks.isEmpty();
    }

    private static boolean is(Optional<Site> site, SiteKind kind, Platforms platforms) {
        return site.isPresent()
                && site.get().kind() == kind
                && platforms.include(site.get().platform());
    }
}
