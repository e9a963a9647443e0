package dev.touchstone.acceptance;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.commandline.rpc.Services;
import dev.touchstone.touchpoint.v1.CreateSiteRequest;
import dev.touchstone.touchpoint.v1.Site;
import dev.touchstone.touchpoint.v1.SiteDomain;
import dev.touchstone.touchpoint.v1.SiteServiceGrpc;
import dev.touchstone.touchpoint.v1.WebEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Sends web events over HTTP as a browser does: one visitor a request, again and again until it is answered. */
final class Collector {
    static final String USER_AGENT =
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36";
    private static final int ATTEMPTS = 600;
    private static final long PAUSE_NANOS = 200_000_000;
    private static final int DONE = 200;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI address;
    private final String writeKey;

    private Collector(URI address, String writeKey) {
        this.address = address;
        this.writeKey = writeKey;
    }

    /** Registers the site that the visitors of a load visit, and sends for it. */
    static Collector ofNewSite(Services services, String prefix) {
        CreateSiteRequest request = CreateSiteRequest.newBuilder()
                .setSite(Site.newBuilder()
                        .setSiteId(prefix)
                        .setDisplayName("Meter works")
                        .addDomains(SiteDomain.newBuilder()
                                .setDomain(VisitorStory.host(prefix))
                                .setEnabled(true)))
                .build();
        Site site = services.call(
                        Remote.TOUCHPOINT,
                        channel -> SiteServiceGrpc.newBlockingStub(channel).createSite(request))
                .getSite();
        URI address = URI.create("http://" + services.address(Remote.TOUCHPOINT) + "/v1/events");
        return new Collector(address, site.getWriteKey());
    }

    /**
     * Sends all of them.
     *
     * @return the most attempts that a request took
     */
    int send(List<WebEvent> events) {
        Map<String, List<WebEvent>> byVisitor = events.stream()
                .collect(Collectors.groupingBy(WebEvent::getVisitorId, TreeMap::new, Collectors.toList()));
        int most = 0;
        for (Map.Entry<String, List<WebEvent>> visitor : byVisitor.entrySet()) {
            most = Math.max(most, send(visitor.getKey(), visitor.getValue()));
        }
        return most;
    }

    private int send(String visitorId, List<WebEvent> events) {
        for (int attempt = 1; ; attempt++) {
            String body = body(visitorId, events);
            try {
                HttpRequest request = HttpRequest.newBuilder(address)
                        .timeout(Duration.ofSeconds(20))
                        .header("Content-Type", "text/plain;charset=UTF-8")
                        .header("User-Agent", USER_AGENT)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
                HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() == DONE) {
                    demandAllTaken(answer.body());
                    return attempt;
                }
                demandRepeatable(answer, attempt);
            } catch (IOException died) {
                // The service died before it answered: the promise is about what it answered.
                if (attempt == ATTEMPTS) {
                    throw new IllegalStateException("given up after attempt " + attempt, died);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static void demandAllTaken(String body) {
        if (!JsonParser.parseString(body)
                .getAsJsonObject()
                .getAsJsonArray("refused")
                .isEmpty()) {
            throw new IllegalStateException("not all events were taken: " + body);
        }
    }

    private static void demandRepeatable(HttpResponse<String> answer, int attempt) {
        boolean busy = answer.statusCode() == 429 || answer.statusCode() == 503;
        if (!busy || answer.headers().firstValue("Retry-After").isEmpty() || attempt == ATTEMPTS) {
            throw new IllegalStateException(
                    "attempt " + attempt + " was answered with " + answer.statusCode() + ": " + answer.body());
        }
    }

    private String body(String visitorId, List<WebEvent> events) {
        JsonObject body = new JsonObject();
        body.addProperty("writeKey", writeKey);
        body.addProperty("visitorId", visitorId);
        JsonArray list = new JsonArray();
        events.forEach(event -> list.add(json(event)));
        body.add("events", list);
        return body.toString();
    }

    private static JsonObject json(WebEvent event) {
        JsonObject json = new JsonObject();
        json.addProperty("id", event.getEventId());
        json.addProperty("time", event.getOccurTime().getSeconds() * 1_000);
        json.addProperty(
                "type",
                switch (event.getType()) {
                    case WEB_EVENT_TYPE_PAGE_VIEW -> "page";
                    case WEB_EVENT_TYPE_FORM_SUBMISSION -> "form";
                    case WEB_EVENT_TYPE_IDENTIFICATION -> "identify";
                    default -> throw new IllegalArgumentException("the stories have no " + event.getType());
                });
        json.addProperty("url", event.getPageUrl());
        if (!event.getReferrerUrl().isEmpty()) {
            json.addProperty("referrer", event.getReferrerUrl());
        }
        if (!event.getEmail().isEmpty()) {
            json.addProperty("email", event.getEmail());
        }
        return json;
    }
}
