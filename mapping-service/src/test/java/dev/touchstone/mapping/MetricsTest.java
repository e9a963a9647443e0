package dev.touchstone.mapping;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchstone.mapping.v1.GetActiveRuleSetRequest;
import dev.touchstone.mapping.v1.RuleSetServiceGrpc;
import dev.touchstone.observability.page.MetricsPage;
import dev.touchstone.observability.page.NamingConvention;
import dev.touchstone.observability.scrape.Scrape;
import dev.touchstone.testing.database.PostgresTestResource;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Prometheus reads of the service: names by the convention (decision 0043), and the page that lists them. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class MetricsTest {
    private static final Set<String> FRAMEWORK = Set.of(
            "agroal_active_count",
            "agroal_available_count",
            "agroal_awaiting_count",
            "grpc_server_processing_duration_seconds",
            "jvm_memory_max_bytes",
            "jvm_memory_used_bytes",
            "process_uptime_seconds");

    @GrpcClient("mapping")
    RuleSetServiceGrpc.RuleSetServiceBlockingStub rules;

    @ConfigProperty(name = "quarkus.management.test-port")
    int managementPort;

    private Scrape scrape;

    @BeforeEach
    void scrape() {
        await().untilAsserted(() ->
                given().port(managementPort).get("/q/health/ready").then().statusCode(200));
        rules.getActiveRuleSet(GetActiveRuleSetRequest.getDefaultInstance());
        scrape = Scrape.parse(given().port(managementPort).get("/q/metrics").asString());
    }

    @Test
    void namesUnitsLabelsAndHelpFollowTheConvention() {
        assertThat(new NamingConvention(Set.of("mapping", "service")).findings(scrape))
                .isEmpty();
    }

    @Test
    void pageListsWhatIsShown() {
        assertThat(MetricsPage.of("mapping-service", scrape, FRAMEWORK)
                        .difference(Path.of("../docs/metrics/mapping-service.md")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "batches of keys, touchstone_mapping_classify_seconds",
        "keys that no row matched, touchstone_mapping_classified_keys_total",
        "watchers that hold a stream, touchstone_mapping_rule_set_watchers",
        "lag behind the database, touchstone_mapping_rule_set_age_seconds",
        "publications that could not be, touchstone_mapping_publications_total",
        "detector lists that were refused, touchstone_mapping_detector_lists_refused",
        "connections to the database, agroal_awaiting_count",
        "refused calls, grpc_server_processing_duration_seconds",
        "bugs, touchstone_service_incidents_total",
    })
    void everythingThatIsBoundedHasAMetric(String what, String metric) {
        assertThat(scrape.find(metric)).as(what).isPresent();
    }
}
