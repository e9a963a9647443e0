package dev.touchstone.observability.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.observability.page.MetricsPage;
import dev.touchstone.observability.promql.Expression;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Dashboards, alerts and runbooks of the project name what there is. */
final class ObservabilityTest {
    private final KnownMetrics known = new KnownMetrics(ProjectFiles.pages());

    @Test
    void alertsAndRunbooksAreRight() {
        assertThat(AlertRules.findings(known, ProjectFiles.rules(), ProjectFiles.runbooks()))
                .isEmpty();
    }

    @Test
    void dashboardsAreRight() {
        AlertRules.findings(known, ProjectFiles.rules(), ProjectFiles.runbooks());

        assertThat(DashboardRules.findings(known, ProjectFiles.dashboards())).isEmpty();
    }

    @Test
    void thereIsAPageAndADashboardForEachService() {
        assertThat(ProjectFiles.pages())
                .extracting(MetricsPage::service)
                .containsExactly("mapping-service", "sales-sync-service", "touchpoint-service")
                .allSatisfy(service ->
                        assertThat(ProjectFiles.dashboards()).containsKey("touchstone-" + service + ".json"));
        assertThat(ProjectFiles.dashboards()).containsKey("touchstone-suite.json");
    }

    @Test
    void everyRunbookIsInTheIndex() {
        assertThat(ProjectFiles.runbooks().keySet())
                .isNotEmpty()
                .allSatisfy(page -> assertThat(ProjectFiles.runbookIndex()).contains("](" + page + ")"));
    }

    /** A metric of ours that nobody looks at is one that nobody misses. */
    @Test
    void everyMetricOfOursIsLookedAt() {
        Set<String> used = new HashSet<>();
        String all = ProjectFiles.rules() + ProjectFiles.dashboards().values();
        java.util.regex.Pattern.compile("touchstone_[a-z_]+")
                .matcher(all)
                .results()
                .forEach(name -> used.add(name.group()));
        List<String> unused = ProjectFiles.pages().stream()
                .flatMap(page -> page.metrics().stream())
                .filter(metric -> metric.name().startsWith("touchstone_"))
                .filter(metric -> metric.series().stream().noneMatch(used::contains))
                .map(MetricsPage.Metric::name)
                .filter(name -> !name.endsWith("_max"))
                .toList();

        assertThat(unused)
                .containsExactlyInAnyOrder(
                        // The doctor adds states up to it.
                        "touchstone_outbox_accepted_rows",
                        // Counted with others, and looked at when these are seen.
                        "touchstone_person_feed_pages_total",
                        "touchstone_person_feed_refused_tokens_total",
                        "touchstone_person_snapshots_total",
                        "touchstone_person_stale_readings_total",
                        "touchstone_crm_facts_failures_total");
    }

    @Test
    void expressionsAreFoundInAllPlaces() {
        assertThat(Expression.parse("job:grpc_server_processing:failure_ratio5m > 0.05")
                        .selectors())
                .hasSize(1);
        assertThat(ProjectFiles.dashboards().values().stream()
                        .mapToInt(text -> text.split("\"expr\"", -1).length - 1)
                        .sum())
                .isGreaterThan(100);
    }
}
