package dev.touchstone.touchpoint.collect.http;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.touchpoint.collect.CollectorSettings;
import dev.touchstone.touchpoint.collect.Terms;
import dev.touchstone.touchpoint.collect.agent.BotFilter;
import dev.touchstone.touchpoint.collect.agent.UserAgents;
import dev.touchstone.touchpoint.session.WebContext;
import dev.touchstone.touchpoint.site.SiteDirectory;
import dev.touchstone.touchpoint.site.Sites;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Decides about a sender from outside, before its events are looked at. */
@ApplicationScoped
public class Admission {
    private final Sites sites;
    private final CollectorSettings settings;
    private final Clock clock;
    private final BotFilter botFilter;
    private final Circumstances circumstances;

    Admission(Sites sites, CollectorSettings settings, Clock clock, BotFilter botFilter, Circumstances circumstances) {
        this.sites = sites;
        this.settings = settings;
        this.clock = clock;
        this.botFilter = botFilter;
        this.circumstances = circumstances;
    }

    /** The server's time. */
    public Instant now() {
        return clock.instant();
    }

    /**
     * The site of a write key.
     *
     * @throws HttpRefusal if there is none
     */
    public Terms.Scope scope(String writeKey) {
        SiteDirectory directory = sites.directory()
                .orElseThrow(() -> new RpcFailure.Unavailable(
                        "DATABASE_UNAVAILABLE", "the sites have not been read yet", Duration.ofSeconds(1)));
        return directory
                .byWriteKey(writeKey)
                .map(site -> new Terms.Scope(directory, site))
                .orElseThrow(() -> HttpRefusal.forEver(401, "UNKNOWN_WRITE_KEY", "no site has this write key"));
    }

    /** The pattern by which a user agent is known as a crawler's; empty for a person's, or if crawlers are let in. */
    public Optional<String> crawler(String userAgent) {
        return settings.botFilter() ? botFilter.crawler(userAgent) : Optional.empty();
    }

    /** True if a browser that does not name itself is refused like a crawler. */
    public boolean refusesNameless() {
        return settings.botFilter();
    }

    /** The circumstances of what a browser sends. */
    public WebContext context(Terms.Scope scope, boolean consentGiven, String userAgent, String clientAddress) {
        UserAgents.UserAgent agent = circumstances.agents().read(userAgent);
        GeoDatabase.Place place = circumstances.places().find(clientAddress);
        return new WebContext(
                scope.site().siteId(),
                consentGiven,
                agent.browser(),
                agent.platform(),
                place.country(),
                place.region(),
                place.city());
    }

    /** The terms on which events are taken in. */
    public Terms terms(Terms.Scope scope, int clockOffsetMinutes, WebContext context) {
        return new Terms(now(), clockOffsetMinutes, settings.lateHorizon(), scope, context.id());
    }
}
