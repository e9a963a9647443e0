package dev.touchstone.touchpoint.collect.http;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.touchpoint.collect.CollectorSettings;
import dev.touchstone.touchpoint.collect.Terms;
import dev.touchstone.touchpoint.session.WebContext;
import dev.touchstone.touchpoint.site.Site;
import dev.touchstone.touchpoint.site.SiteDirectory;
import dev.touchstone.touchpoint.site.Sites;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Decides about a sender from outside, before its events are looked at. */
@ApplicationScoped
public class Admission {
    private final Sites sites;
    private final CollectorSettings settings;
    private final Clock clock;

    Admission(Sites sites, CollectorSettings settings, Clock clock) {
        this.sites = sites;
        this.settings = settings;
        this.clock = clock;
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
        Site site = directory
                .byWriteKey(writeKey)
                .orElseThrow(() -> HttpRefusal.forEver(401, "UNKNOWN_WRITE_KEY", "no site has this write key"));
        return new Terms.Scope(directory, site);
    }

    /** The circumstances of a request. */
    public WebContext context(HttpCall call, Site site, boolean consentGiven) {
        return new WebContext(site.siteId(), consentGiven, "", "", "", "", "");
    }

    /** The terms on which a request's events are taken in. */
    public Terms terms(Terms.Scope scope, int clockOffsetMinutes, WebContext context) {
        return new Terms(now(), clockOffsetMinutes, settings.lateHorizon(), scope, context.id());
    }
}
