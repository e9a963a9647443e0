package dev.touchstone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.touchstone.local.suite.DataDirectory;
import dev.touchstone.local.suite.LocalPostgres;
import dev.touchstone.local.suite.Ports;
import dev.touchstone.touchpoint.v1.CreateSiteRequest;
import dev.touchstone.touchpoint.v1.Site;
import dev.touchstone.touchpoint.v1.SiteDomain;
import dev.touchstone.touchpoint.v1.SiteServiceGrpc;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * One trace from the request of a browser to the channel of its touchpoint, through what waits in the database and through both
 * services.
 */
@Isolated
class TraceStoryTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Path BINARIES = WholeSuite.HOME.resolve(".touchstone/postgresql");
    private static final String REQUEST = "POST /v1/events";
    private static final String ADDRESS = "traced.visitor@meter-works.test";

    private final int postgresPort = Ports.free(1).get(0);

    @Test
    void oneTraceFollowsAnEventToItsChannel() throws Exception {
        try (DataDirectory directory = WholeSuite.directory("TraceStoryTest");
                TraceCollector traces = new TraceCollector();
                LocalPostgres postgres = LocalPostgres.start(directory, BINARIES, postgresPort);
                ServiceAlone mapping = start("mapping-service", directory, traces, Map.of());
                ServiceAlone touchpoint = start(
                        "touchpoint-service",
                        directory,
                        traces,
                        Map.of(
                                "QUARKUS_GRPC_CLIENTS_MAPPING_HOST",
                                "127.0.0.1",
                                "QUARKUS_GRPC_CLIENTS_MAPPING_PORT",
                                Integer.toString(mapping.port())))) {
            for (ServiceAlone service : List.of(mapping, touchpoint)) {
                await().atMost(PATIENCE).until(() -> service.management("/q/health/ready") == 200);
            }
            awaitRules();
            send(touchpoint, site(touchpoint));

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(traces.named("touchstone.mapping.v1.MappingService/Classify"))
                            .filteredOn(span -> span.service().equals("mapping-service"))
                            .extracting(traces::path)
                            .contains(List.of(
                                    REQUEST,
                                    "derive visitor",
                                    "derive mapping_key",
                                    "touchstone.mapping.v1.MappingService/Classify",
                                    "touchstone.mapping.v1.MappingService/Classify")));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(traces.named("derive person"))
                            .extracting(traces::path)
                            .contains(List.of(REQUEST, "derive visitor", "derive person")));
            assertThat(database().number("SELECT count(*) FROM touchpoint")).isPositive();
            assertThat(database().number("SELECT count(*) FROM left_trace"))
                    .as("what was gone on with waits no longer")
                    .isZero();
            assertThat(traces.spans())
                    .as("traces name nobody")
                    .noneMatch(span -> span.span().toString().contains(ADDRESS));
            assertThat(postgres.isAlive()).isTrue();
        }
    }

    private ServiceAlone start(
            String name, DataDirectory directory, TraceCollector traces, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT", traces.endpoint());
        all.put("QUARKUS_OTEL_BSP_SCHEDULE_DELAY", "200ms");
        return ServiceAlone.start(name, directory.path(), postgresPort, all);
    }

    /** Before there are rules to map by, a key is mapped when they come and not because of the event. */
    private void awaitRules() {
        await().atMost(PATIENCE)
                .until(() -> database().number("SELECT count(*) FROM mapped_version WHERE complete") > 0);
    }

    private Database database() {
        return new Database(LocalPostgres.jdbcUrl(postgresPort, "touchpoint"));
    }

    private static Site site(ServiceAlone touchpoint) {
        return SiteServiceGrpc.newBlockingStub(touchpoint.connect())
                .createSite(CreateSiteRequest.newBuilder()
                        .setSite(Site.newBuilder()
                                .setSiteId("traced")
                                .setDisplayName("Meter works")
                                .addDomains(SiteDomain.newBuilder()
                                        .setDomain("meter-works.test")
                                        .setEnabled(true)))
                        .build())
                .getSite();
    }

    private static void send(ServiceAlone touchpoint, Site site) throws Exception {
        JsonArray events = new JsonArray();
        events.add(event("e1", "page"));
        JsonObject identification = event("e2", "identify");
        identification.addProperty("email", ADDRESS);
        events.add(identification);
        JsonObject body = new JsonObject();
        body.addProperty("writeKey", site.getWriteKey());
        body.addProperty("visitorId", "traced-visitor");
        body.add("events", events);
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + touchpoint.port() + "/v1/events"))
                    .header("Content-Type", "text/plain;charset=UTF-8")
                    .header("User-Agent", Collector.USER_AGENT)
                    .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                    .build();
            await().atMost(PATIENCE)
                    .until(() -> client.send(request, HttpResponse.BodyHandlers.ofString())
                                    .statusCode()
                            == 200);
        }
    }

    private static JsonObject event(String id, String type) {
        JsonObject event = new JsonObject();
        event.addProperty("id", id);
        event.addProperty("time", Instant.now().minusSeconds(60).toEpochMilli());
        event.addProperty("type", type);
        event.addProperty("url", "https://meter-works.test/?utm_medium=email&utm_source=letter");
        return event;
    }
}
