package dev.touchstone.salessync;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchstone.observability.page.MetricsPage;
import dev.touchstone.observability.page.NamingConvention;
import dev.touchstone.observability.scrape.Scrape;
import dev.touchstone.salessync.operations.MarketoTestResource;
import dev.touchstone.salessync.v1.GetSyncStatusRequest;
import dev.touchstone.salessync.v1.SalesSyncAdminServiceGrpc;
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
@WithTestResource(MarketoTestResource.class)
class MetricsTest {
    private static final Set<String> FRAMEWORK = Set.of(
            "agroal_active_count",
            "agroal_available_count",
            "agroal_awaiting_count",
            "grpc_server_processing_duration_seconds",
            "jvm_memory_max_bytes",
            "jvm_memory_used_bytes",
            "process_uptime_seconds");

    @GrpcClient("service")
    SalesSyncAdminServiceGrpc.SalesSyncAdminServiceBlockingStub admin;

    @ConfigProperty(name = "quarkus.management.test-port")
    int managementPort;

    private Scrape scrape;

    @BeforeEach
    void scrape() {
        await().untilAsserted(() ->
                given().port(managementPort).get("/q/health/ready").then().statusCode(200));
        admin.getSyncStatus(GetSyncStatusRequest.getDefaultInstance());
        await().untilAsserted(() -> {
            scrape = Scrape.parse(given().port(managementPort).get("/q/metrics").asString());
            assertThat(scrape.find("touchstone_outbox_rows"))
                    .as(() -> scrape.families().stream()
                            .map(f -> f.name())
                            .toList()
                            .toString())
                    .isPresent();
        });
    }

    @Test
    void namesUnitsLabelsAndHelpFollowTheConvention() {
        assertThat(new NamingConvention(Set.of(
                                "person",
                                "crm",
                                "marketo",
                                "salesforce",
                                "outbox",
                                "optout",
                                "reminder",
                                "diagnostic",
                                "sync",
                                "service"))
                        .findings(scrape))
                .isEmpty();
    }

    @Test
    void pageListsWhatIsShown() {
        assertThat(MetricsPage.of("sales-sync-service", scrape, FRAMEWORK)
                        .difference(Path.of("../docs/metrics/sales-sync-service.md")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "outbox, touchstone_outbox_rows",
        "and its lag, touchstone_outbox_oldest_unsent_seconds",
        "batches of the outbox, touchstone_outbox_calls_total",
        "budget of calls, touchstone_marketo_left_calls",
        "queue for a call, touchstone_marketo_wait_seconds",
        "outage of Marketo, touchstone_marketo_broken",
        "quota of Marketo, touchstone_marketo_parked",
        "budget of calls to Salesforce, touchstone_salesforce_left_calls",
        "queue for a call to Salesforce, touchstone_salesforce_wait_seconds",
        "outage of Salesforce, touchstone_salesforce_broken",
        "quota of Salesforce, touchstone_salesforce_parked",
        "queue of people to be read, touchstone_person_feed_dirty_people",
        "and its lag, touchstone_person_feed_oldest_dirty_seconds",
        "lag of the feeds, touchstone_person_feed_lag_seconds",
        "room for people, touchstone_person_capacity_people",
        "lag of what is passed on, touchstone_crm_facts_lag_seconds",
        "what touchpoint-service refuses, touchstone_crm_facts_total",
        "checks before a send, touchstone_optout_checks_total",
        "reminders to be sent, touchstone_reminder_unsent_changes",
        "and their age, touchstone_reminder_oldest_unsent_seconds",
        "what Salesforce refuses of them, touchstone_reminder_refused_changes",
        "conflicts of reminders, touchstone_reminder_overruled_changes",
        "lag of tasks, touchstone_reminder_reading_lag_seconds",
        "opt-outs on their way to Salesforce, touchstone_optout_push_records",
        "and their age, touchstone_optout_oldest_push_seconds",
        "age of the nightly run of opt-outs, touchstone_optout_nightly_age_seconds",
        "dead letters, touchstone_diagnostic_letters",
        "and their age, touchstone_diagnostic_oldest_letter_seconds",
        "warnings, touchstone_sync_warnings",
        "connections to the database, agroal_awaiting_count",
        "refused calls, grpc_server_processing_duration_seconds",
        "bugs, touchstone_service_incidents_total",
    })
    void everythingThatIsBoundedHasAMetric(String what, String metric) {
        assertThat(scrape.find(metric)).as(what).isPresent();
    }
}
