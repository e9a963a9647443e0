package dev.touchstone.touchpoint.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchstone.observability.page.MetricsPage;
import dev.touchstone.observability.page.NamingConvention;
import dev.touchstone.observability.scrape.Scrape;
import dev.touchstone.testing.database.PostgresTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Prometheus reads of the service: names by the convention (decision 0043), and the page that lists them. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MappingStub.class)
class MetricsTest {
    private static final Set<String> FRAMEWORK = Set.of(
            "agroal_active_count",
            "agroal_available_count",
            "agroal_awaiting_count",
            "grpc_client_processing_duration_seconds",
            "grpc_server_processing_duration_seconds",
            "http_server_requests_seconds",
            "jvm_memory_max_bytes",
            "jvm_memory_used_bytes",
            "process_uptime_seconds");

    @TestHTTPResource("/")
    URI service;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    private Scrape scrape;

    @BeforeEach
    void scrape() {
        try (TouchpointClient client = new TouchpointClient(service)) {
            client.awaitDerived();
            client.ingest(Facts.pageView("metrics", "e1", Facts.at("09:00"), "https://acme.com/")
                    .build());
        }
        given().get(service.resolve("/tag/v1/touchstone.js"));
        await().untilAsserted(() -> {
            scrape = Scrape.parse(given().get(management.resolve("metrics")).asString());
            assertThat(scrape.find("grpc_client_processing_duration_seconds")).isPresent();
        });
    }

    @Test
    void namesUnitsLabelsAndHelpFollowTheConvention() {
        assertThat(new NamingConvention(Set.of("web", "crm", "derivation", "remap", "service")).findings(scrape))
                .isEmpty();
    }

    @Test
    void pageListsWhatIsShown() {
        assertThat(MetricsPage.of("touchpoint-service", scrape, FRAMEWORK)
                        .difference(Path.of("../docs/metrics/touchpoint-service.md")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "queue of web events, touchstone_web_buffer_events",
        "and its limit, touchstone_web_buffer_capacity_events",
        "batches of web events, touchstone_web_transaction_events",
        "refused web events, touchstone_web_refused_events_total",
        "refused records, touchstone_crm_refused_records_total",
        "queues of what is to be derived, touchstone_derivation_waiting_keys",
        "and their lag, touchstone_derivation_oldest_waiting_seconds",
        "batches that were derived, touchstone_derivation_batch_seconds",
        "keys without a channel, touchstone_remap_pending_keys",
        "keys behind the rules, touchstone_remap_outdated_keys",
        "connections to the database, agroal_awaiting_count",
        "refused calls, grpc_server_processing_duration_seconds",
        "bugs, touchstone_service_incidents_total",
    })
    void everythingThatIsBoundedHasAMetric(String what, String metric) {
        assertThat(scrape.find(metric)).as(what).isPresent();
    }
}
