package dev.touchstone.touchpoint.site;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.runtime.KeySource;
import dev.touchstone.touchpoint.mark.IdentityKey;
import dev.touchstone.touchpoint.mark.MarkStore;
import dev.touchstone.touchpoint.mark.Queue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Registers and changes sites. Which domains are registered decides which referrers are external, so a change of them has
 * everything derived anew; enabling and disabling decides about events to come, and marks nobody.
 */
@ApplicationScoped
class ChangeSites {
    private final SiteStore store;
    private final MarkStore marks;
    private final KeySource keys;
    private final Clock clock;

    ChangeSites(SiteStore store, MarkStore marks, KeySource keys, Clock clock) {
        this.store = store;
        this.marks = marks;
        this.keys = keys;
        this.clock = clock;
    }

    @Transactional
    Site register(String siteId, SiteSettings settings) {
        Instant now = now();
        Site site = new Site(siteId, settings, keys.next(), null, now, now, 1);
        if (!store.insert(site)) {
            throw new RpcFailure.AlreadyExists(
                    "SITE_EXISTS", "there is a site " + siteId + " already", Map.of("id", siteId));
        }
        storeDomains(site);
        markEverything();
        return site;
    }

    /**
     * Replaces what the owner decides.
     *
     * @param etag of the state that the caller read
     */
    @Transactional
    Site update(String siteId, SiteSettings settings, String etag) {
        Site before = get(siteId);
        Site after = new Site(
                siteId,
                settings,
                before.writeKey(),
                before.previousWriteKey(),
                before.createdAt(),
                now(),
                before.revision() + 1);
        replace(before, after, etag);
        storeDomains(after);
        if (!names(before.settings()).equals(names(settings))) {
            markEverything();
        }
        return after;
    }

    /**
     * Makes a new write key; the one before stays valid.
     *
     * @param etag of the state that the caller read
     */
    @Transactional
    Site rotate(String siteId, String etag) {
        Site before = get(siteId);
        Site after = new Site(
                siteId,
                before.settings(),
                keys.next(),
                before.writeKey(),
                before.createdAt(),
                now(),
                before.revision() + 1);
        replace(before, after, etag);
        return after;
    }

    private Site get(String siteId) {
        return store.find(siteId)
                .orElseThrow(() ->
                        new RpcFailure.NotFound("SITE_NOT_FOUND", "there is no site " + siteId, Map.of("id", siteId)));
    }

    /** Compared with what was read, and once more by the statement itself: somebody may have been quicker since. */
    private void replace(Site before, Site after, String etag) {
        if (!etag.equals(Long.toString(before.revision())) || !store.replace(after, before.revision())) {
            throw new RpcFailure.Conflict(
                    "ETAG_MISMATCH",
                    "site " + before.siteId() + " was changed since it was read with etag " + etag
                            + "; read it again and repeat the change",
                    Map.of("etag", etag));
        }
    }

    private void storeDomains(Site site) {
        List<String> taken = store.replaceDomains(site.siteId(), site.settings().domains());
        if (!taken.isEmpty()) {
            throw new RpcFailure.AlreadyExists(
                    "SITE_EXISTS",
                    "the domain " + taken.get(0) + " is registered for another site",
                    Map.of("id", site.siteId(), "domain", taken.get(0)));
        }
    }

    private static Set<String> names(SiteSettings settings) {
        return settings.domains().stream().map(SiteDomain::domain).collect(Collectors.toSet());
    }

    /**
     * Expanded by a transaction that begins after this one has ended, so that a visitor who is first derived in between, under
     * the domains before, is among them.
     */
    private void markEverything() {
        marks.mark(Queue.ALIAS, List.of(IdentityKey.EVERYTHING));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
