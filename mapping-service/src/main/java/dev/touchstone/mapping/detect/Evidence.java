package dev.touchstone.mapping.detect;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the lists say about one visit, looked up once for all detectors.
 *
 * <p><b>Rules:</b> a paid click marker decides alone. Without one, a paid medium needs a site, which is the one that
 * utm_source names, or else the referrer. An unpaid visit is from the site that utm_source names, whatever the medium as
 * long as that is no channel of its own; the referrer counts only where no utm_source says otherwise.
 */
public final class Evidence {
    private final Visit visit;
    private final Medium medium;
    private final List<AdClick> clicks;
    private final @Nullable Site sourceSite;
    private final @Nullable Site referrerSite;
    private final boolean paidClick;
    private final boolean leftToTheReferrer;
    private final int signals;

    private Evidence(Visit visit, DetectorLists lists) {
        this.visit = visit;
        this.medium = Medium.of(visit.medium());
        this.clicks = clicks(visit.clickMarkers(), lists);
        this.sourceSite = visit.source().isEmpty() ? null : lists.siteOfSource(visit.source());
        this.referrerSite = visit.referrerHost().isEmpty() ? null : lists.siteOfHost(visit.referrerHost());
        this.paidClick = anyIsPaid(clicks);
        this.leftToTheReferrer = visit.source().isEmpty() && medium.leavesItToTheReferrer();
        this.signals = Signals.medium(medium) | signalsOfClicks() | signalsOfSites() | signalsOfEmptiness();
    }

    /** Looks up what the visit carries. */
    public static Evidence of(Visit visit, DetectorLists lists) {
        return new Evidence(visit, lists);
    }

    private static List<AdClick> clicks(List<String> markers, DetectorLists lists) {
        if (markers.isEmpty()) {
            return List.of();
        }
        List<AdClick> clicks = new ArrayList<>(markers.size());
        for (int i = 0; i < markers.size(); i++) {
            @Nullable AdClick click = lists.click(markers.get(i));
            if (click != null) {
                clicks.add(click);
            }
        }
        return clicks;
    }

    private static boolean anyIsPaid(List<AdClick> clicks) {
        for (int i = 0; i < clicks.size(); i++) {
            if (clicks.get(i).meaning().isPaid()) {
                return true;
            }
        }
        return false;
    }

    private int signalsOfClicks() {
        int found = 0;
        for (int i = 0; i < clicks.size(); i++) {
            found |= Signals.click(clicks.get(i).meaning());
        }
        return found;
    }

    private int signalsOfSites() {
        return (sourceSite == null ? 0 : Signals.site(sourceSite.kind()))
                | (referrerSite == null ? 0 : Signals.site(referrerSite.kind()));
    }

    private int signalsOfEmptiness() {
        if (!visit.source().isEmpty()) {
            return Signals.SOURCE;
        }
        if (!visit.referrerHost().isEmpty()) {
            return isUntagged() ? Signals.BARE_REFERRER : 0;
        }
        return hasNoUtmParameter() && visit.clickMarkers().isEmpty() ? Signals.NOTHING : 0;
    }

    /** What the visit has, for {@link Detector#signals}; no bit if nothing that a detector knows. */
    public int signals() {
        return signals;
    }

    /** The values that were looked at, as an explanation shows them. */
    public String describe() {
        return visit.describe();
    }

    Visit visit() {
        return visit;
    }

    Medium medium() {
        return medium;
    }

    boolean hasPaidSearchClick(Platforms platforms) {
        for (int i = 0; i < clicks.size(); i++) {
            AdClick click = clicks.get(i);
            boolean found = switch (click.meaning()) {
                case PAID_SEARCH -> platforms.include(click.platform());
                case PAID_SEARCH_TAG -> platforms.include(taggedEngine(click));
                case DISPLAY, PAID_SOCIAL, SOCIAL, SEARCH, EMAIL, AFFILIATE -> false;
            };
            if (found) {
                return true;
            }
        }
        return false;
    }

    private Platform taggedEngine(AdClick tag) {
        return sourceSite != null && sourceSite.kind() == SiteKind.SEARCH ? sourceSite.platform() : tag.platform();
    }

    boolean hasClick(AdClick.Meaning meaning, Platforms platforms) {
        for (int i = 0; i < clicks.size(); i++) {
            AdClick click = clicks.get(i);
            if (click.meaning() == meaning && platforms.include(click.platform())) {
                return true;
            }
        }
        return false;
    }

    /** True if no click marker says who was paid, but the medium says that somebody was, and the site is of this kind. */
    boolean isPaidBy(SiteKind kind, Platforms platforms) {
        return !paidClick && medium.isPaid() && isSourceElseReferrer(kind, platforms);
    }

    /** True if utm_source, or the referrer where utm_source names no known site, is a site of this kind. */
    boolean isSourceElseReferrer(SiteKind kind, Platforms platforms) {
        return is(sourceElseReferrer(), kind, platforms);
    }

    private @Nullable Site sourceElseReferrer() {
        return sourceSite != null ? sourceSite : referrerSite;
    }

    boolean hasPaidClick() {
        return paidClick;
    }

    /** True if the visit was for a banner: the medium says so, or it came from an ad server's page. */
    boolean isFromBanner() {
        return medium.isDisplay() || is(referrerSite, SiteKind.DISPLAY, Platforms.ANY);
    }

    /** True if the visit was not paid for and came from a site of this kind. */
    boolean isUnpaidFrom(SiteKind kind, Platforms platforms) {
        if (paidClick || medium.namesAnotherChannel()) {
            return false;
        }
        if (is(sourceSite, kind, platforms)) {
            return true;
        }
        return leftToTheReferrer && is(referrerSite, kind, platforms);
    }

    /** True if an unpaid click marker of this meaning speaks and nothing else says where the visit came from. */
    boolean hasUnpaidClick(AdClick.Meaning meaning, Platforms platforms) {
        return !paidClick && leftToTheReferrer && referrerSite == null && hasClick(meaning, platforms);
    }

    /** True if neither utm_source nor the referrer is a known site of another kind. */
    boolean isOfNoOtherKindThan(SiteKind kind) {
        @Nullable Site site = sourceElseReferrer();
        return site == null || site.kind() == kind;
    }

    /** True if there is neither a UTM parameter nor a known click marker. */
    boolean isUntagged() {
        return hasNoUtmParameter() && clicks.isEmpty();
    }

    /** True if there is no UTM parameter. */
    boolean hasNoUtmParameter() {
        return visit.medium().isEmpty()
                && visit.source().isEmpty()
                && visit.campaign().isEmpty();
    }

    boolean isUnknownReferrer() {
        return !visit.referrerHost().isEmpty() && referrerSite == null;
    }

    /** True if the referrer is a host of the site that was landed on. */
    boolean isFromTheSiteItself() {
        return Hosts.areOfOneSite(visit.referrerHost(), visit.landingHost());
    }

    private static boolean is(@Nullable Site site, SiteKind kind, Platforms platforms) {
        return site != null && site.kind() == kind && platforms.include(site.platform());
    }
}
