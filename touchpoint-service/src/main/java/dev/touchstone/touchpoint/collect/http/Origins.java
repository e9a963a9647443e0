package dev.touchstone.touchpoint.collect.http;

import dev.touchstone.touchpoint.session.PageUrl;
import dev.touchstone.touchpoint.site.Site;
import dev.touchstone.touchpoint.site.SiteDirectory;
import dev.touchstone.touchpoint.site.Sites;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Which pages may send events, and read what became of them. */
@ApplicationScoped
public class Origins {
    private final Sites sites;

    Origins(Sites sites) {
        this.sites = sites;
    }

    /**
     * True for every registered domain: a page of a domain that is disabled, or of another site, may not send, but may read
     * that it was refused. Otherwise it would take the refusal for a broken connection, and send for ever.
     */
    boolean mayRead(String origin) {
        return sites.directory()
                .flatMap(directory -> PageUrl.parse(origin).flatMap(url -> directory.decide(url.host())))
                .isPresent();
    }

    /**
     * Refuses a page that is not of an enabled domain of the site. A client that is no browser sends no origin.
     *
     * @throws HttpRefusal if so
     */
    public static void check(HttpCall call, SiteDirectory directory, Site site) {
        Optional<String> origin = call.header("Origin");
        boolean admitted = origin.isEmpty()
                || origin.flatMap(PageUrl::parse)
                        .filter(url -> directory.admits(site, url.host()))
                        .isPresent();
        if (!admitted) {
            throw HttpRefusal.forEver(
                    403,
                    "ORIGIN_NOT_OF_SITE",
                    "the page that sent this is not of an enabled domain of site " + site.siteId());
        }
    }
}
