package dev.touchstone.touchpoint.service;

import static io.restassured.RestAssured.given;

import dev.touchstone.touchpoint.v1.CreateSiteRequest;
import dev.touchstone.touchpoint.v1.Site;
import dev.touchstone.touchpoint.v1.SiteServiceGrpc;
import dev.touchstone.touchpoint.v1.UpdateSiteRequest;
import io.grpc.Channel;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A page of a site that sends events over HTTP, as the browser tag does. */
final class Collector {
    static final String BROWSER =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36";

    private final URI service;
    private final SiteServiceGrpc.SiteServiceBlockingStub sites;

    Collector(URI service, Channel channel) {
        this.service = service;
        this.sites = SiteServiceGrpc.newBlockingStub(channel);
    }

    /** Registers a site; its domains are enabled. */
    Site site(String id, String... domains) {
        Site.Builder site = Site.newBuilder().setSiteId(id).setDisplayName(id);
        for (String domain : domains) {
            site.addDomainsBuilder().setDomain(domain).setEnabled(true);
        }
        return sites.createSite(CreateSiteRequest.newBuilder().setSite(site).build())
                .getSite();
    }

    Site update(Site site) {
        return sites.updateSite(UpdateSiteRequest.newBuilder().setSite(site).build())
                .getSite();
    }

    /** Enables or disables the first domain of a site. */
    Site enable(Site site, boolean enabled) {
        return update(site.toBuilder()
                .setDomains(0, site.getDomains(0).toBuilder().setEnabled(enabled))
                .build());
    }

    /** A request like a browser's. */
    RequestSpecification browser() {
        return given().baseUri(service.toString())
                .basePath("")
                .header("User-Agent", BROWSER)
                .contentType("text/plain");
    }

    Response post(Object batch) {
        return browser().contentType("application/json").body(batch).post("/v1/events");
    }

    @SafeVarargs
    static Map<String, Object> batch(Site site, String visitor, Map<String, Object>... events) {
        Map<String, Object> batch = new LinkedHashMap<>();
        batch.put("writeKey", site.getWriteKey());
        batch.put("sentAt", System.currentTimeMillis());
        batch.put("visitorId", visitor);
        batch.put("events", List.of(events));
        return batch;
    }

    /** A page view of now. */
    static Map<String, Object> page(String id, String url) {
        return event(id, "page", url);
    }

    static Map<String, Object> event(String id, String type, String url) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("id", id);
        event.put("seq", 1);
        event.put("time", System.currentTimeMillis());
        event.put("type", type);
        event.put("url", url);
        return event;
    }

    /** The event with one more field. */
    static Map<String, Object> with(Map<String, Object> event, String name, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(event);
        changed.put(name, value);
        return changed;
    }
}
