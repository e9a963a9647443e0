package dev.touchstone.touchpoint.service;

import dev.touchstone.touchpoint.v1.CreateSiteRequest;
import dev.touchstone.touchpoint.v1.GetSiteRequest;
import dev.touchstone.touchpoint.v1.Site;
import dev.touchstone.touchpoint.v1.SiteServiceGrpc;
import dev.touchstone.touchpoint.v1.UpdateSiteRequest;
import java.util.List;

/** One site, registered over gRPC. */
final class SiteClient {
    private final SiteServiceGrpc.SiteServiceBlockingStub sites;
    private final String siteId;

    SiteClient(TouchpointClient client, String siteId) {
        sites = SiteServiceGrpc.newBlockingStub(client.channel());
        this.siteId = siteId;
    }

    Site create(List<String> domains) {
        Site.Builder site = Site.newBuilder().setSiteId(siteId).setDisplayName(siteId);
        domains.forEach(domain -> site.addDomainsBuilder().setDomain(domain).setEnabled(true));
        return sites.createSite(CreateSiteRequest.newBuilder().setSite(site).build())
                .getSite();
    }

    Site get() {
        return sites.getSite(GetSiteRequest.newBuilder().setSiteId(siteId).build())
                .getSite();
    }

    void update(Site site) {
        sites.updateSite(UpdateSiteRequest.newBuilder().setSite(site).build());
    }
}
