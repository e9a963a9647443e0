package dev.touchstone.touchpoint.site;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Where sites are kept. */
public interface SiteStore {
    /** Stores a new site without its domains, in the caller's transaction; false if its id is taken. */
    boolean insert(Site site);

    /**
     * Replaces a site but its domains, in the caller's transaction.
     *
     * @param revision the revision it must have had
     * @return false if it has another one by now, or does not exist
     */
    boolean replace(Site site, long revision);

    /**
     * Replaces the domains of a site, in the caller's transaction.
     *
     * @return the domains that another site has; if there are any, the caller's transaction must not be committed
     */
    List<String> replaceDomains(String siteId, Collection<SiteDomain> domains);

    /** A site. */
    Optional<Site> find(String siteId);

    /** Sites by id, at most {@code limit} after one. */
    List<Site> list(String afterSiteId, int limit);

    /** Another text after every change of any site: what one has in memory is fresh while it is the same. */
    String revision();
}
