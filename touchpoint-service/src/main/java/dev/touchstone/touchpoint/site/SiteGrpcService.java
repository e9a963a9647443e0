package dev.touchstone.touchpoint.site;

import dev.touchstone.contract.Page;
import dev.touchstone.contract.RpcFailure;
import dev.touchstone.runtime.BlockingCalls;
import dev.touchstone.touchpoint.v1.CreateSiteRequest;
import dev.touchstone.touchpoint.v1.CreateSiteResponse;
import dev.touchstone.touchpoint.v1.GetSiteRequest;
import dev.touchstone.touchpoint.v1.GetSiteResponse;
import dev.touchstone.touchpoint.v1.ListSitesRequest;
import dev.touchstone.touchpoint.v1.ListSitesResponse;
import dev.touchstone.touchpoint.v1.RotateWriteKeyRequest;
import dev.touchstone.touchpoint.v1.RotateWriteKeyResponse;
import dev.touchstone.touchpoint.v1.SiteService;
import dev.touchstone.touchpoint.v1.UpdateSiteRequest;
import dev.touchstone.touchpoint.v1.UpdateSiteResponse;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;

/** Keeps sites over gRPC. A change is live in this process when it is answered. */
@GrpcService
class SiteGrpcService implements SiteService {
    private final ChangeSites changeSites;
    private final SiteStore store;
    private final Sites sites;
    private final BlockingCalls calls;

    SiteGrpcService(ChangeSites changeSites, SiteStore store, Sites sites, BlockingCalls calls) {
        this.changeSites = changeSites;
        this.store = store;
        this.sites = sites;
        this.calls = calls;
    }

    @Override
    public Uni<CreateSiteResponse> createSite(CreateSiteRequest request) {
        return calls.answer(() -> {
            SiteRequests.Change change = SiteRequests.parse(request);
            Site site = changeSites.register(change.siteId(), change.settings());
            sites.refresh();
            return CreateSiteResponse.newBuilder()
                    .setSite(SiteMessages.site(site))
                    .build();
        });
    }

    @Override
    public Uni<GetSiteResponse> getSite(GetSiteRequest request) {
        return calls.answer(() -> {
            String siteId = SiteRequests.parse(request);
            Site site = store.find(siteId)
                    .orElseThrow(() -> new RpcFailure.NotFound(
                            "SITE_NOT_FOUND", "there is no site " + siteId, Map.of("id", siteId)));
            return GetSiteResponse.newBuilder().setSite(SiteMessages.site(site)).build();
        });
    }

    @Override
    public Uni<ListSitesResponse> listSites(ListSitesRequest request) {
        return calls.answer(() -> {
            Page page = SiteRequests.parse(request);
            List<Site> found = store.list(page.after().map(key -> key.get(0)).orElse(""), page.size() + 1);
            List<Site> shown = found.subList(0, Math.min(found.size(), page.size()));
            ListSitesResponse.Builder response = ListSitesResponse.newBuilder();
            shown.forEach(site -> response.addSites(SiteMessages.site(site)));
            if (found.size() > page.size()) {
                response.setNextPageToken(
                        Page.token(List.of(shown.get(shown.size() - 1).siteId())));
            }
            return response.build();
        });
    }

    @Override
    public Uni<UpdateSiteResponse> updateSite(UpdateSiteRequest request) {
        return calls.answer(() -> {
            SiteRequests.Change change = SiteRequests.parse(request);
            Site site = changeSites.update(change.siteId(), change.settings(), change.etag());
            sites.refresh();
            return UpdateSiteResponse.newBuilder()
                    .setSite(SiteMessages.site(site))
                    .build();
        });
    }

    @Override
    public Uni<RotateWriteKeyResponse> rotateWriteKey(RotateWriteKeyRequest request) {
        return calls.answer(() -> {
            SiteRequests.Rotation rotation = SiteRequests.parse(request);
            Site site = changeSites.rotate(rotation.siteId(), rotation.etag());
            sites.refresh();
            return RotateWriteKeyResponse.newBuilder()
                    .setSite(SiteMessages.site(site))
                    .build();
        });
    }
}
