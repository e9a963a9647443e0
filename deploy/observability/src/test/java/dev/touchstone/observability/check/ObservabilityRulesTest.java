package dev.touchstone.observability.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A check that finds nothing wrong is only worth something if it finds what is wrong: each of these defects is seeded alone. */
final class ObservabilityRulesTest {
    private static final String PAGE = "DerivationBehind.md";
    private static final String BOARD = "touchstone-touchpoint-service.json";

    /**
     * @param name what was done
     * @param spoil does it to the text
     * @param message a part of the finding
     */
    private record Defect(String name, UnaryOperator<String> spoil, String message) {
        static Defect of(String name, String text, String instead, String message) {
            return new Defect(
                    name,
                    there -> {
                        assertThat(there).as("what is to be spoilt").contains(text);
                        return there.replaceFirst(
                                java.util.regex.Pattern.quote(text), java.util.regex.Matcher.quoteReplacement(instead));
                    },
                    message);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Defect> rules() {
        return List.of(
                Defect.of(
                        "metric that no service shows",
                        "touchstone_derivation_oldest_waiting_seconds",
                        "touchstone_derivation_oldest_seconds",
                        "no service shows touchstone_derivation_oldest_seconds"),
                Defect.of(
                        "counter without its ending",
                        "touchstone_service_incidents_total",
                        "touchstone_service_incidents",
                        "no service shows touchstone_service_incidents"),
                Defect.of(
                        "label that the metric does not have",
                        "{cause=\"failed\"}",
                        "{reason=\"failed\"}",
                        "has no label reason"),
                Defect.of(
                        "grouped by a label that is not there",
                        "max by (queue)",
                        "max by (shard)",
                        "has the label shard"),
                Defect.of(
                        "name of a recorded rule",
                        "expr: |-\n          job:grpc",
                        "expr: |-\n          jobs:grpc",
                        "no service shows jobs:"),
                Defect.of("function that there is not", "increase(", "increased(", "increased is no function"),
                Defect.of(
                        "bracket",
                        "absent(touchstone_service_info{service=\"touchpoint-service\"})",
                        "absent(touchstone_service_info{service=\"touchpoint-service\"}",
                        "( without )"),
                Defect.of("severity", "severity: critical", "severity: fatal", "severity is one of"),
                Defect.of("for", "for: 2m", "for: soon", "for is a duration"),
                Defect.of(
                        "page of another alert",
                        "runbooks/DerivationBehind.md",
                        "runbooks/DerivationFails.md",
                        "runbook_url ends with"),
                Defect.of("alert without a page", "alert: DerivationBehind", "alert: DerivationLate", "has no page"),
                Defect.of(
                        "page without an alert",
                        "alert: DerivationBehind",
                        "alert: DerivationLate",
                        "there is no alert DerivationBehind"),
                Defect.of("two of one name", "alert: DerivationFails", "alert: DerivationBehind", "there are two"),
                Defect.of(
                        "label in an annotation", "{{ $labels.queue }}", "{{ $labels.lane }}", "names the label lane"),
                Defect.of("no summary", "summary: 'The queue", "other: 'The queue", "has no summary"));
    }

    static List<Defect> pages() {
        return List.of(
                Defect.of("name", "# DerivationBehind", "# Derivation", "begins with the name of its alert"),
                Defect.of("section", "## What to do", "## Do", "has the sections"),
                Defect.of(
                        "metric",
                        "touchstone_derivation_keys_total",
                        "touchstone_keys_total",
                        "no service shows touchstone_keys_total"));
    }

    static List<Defect> dashboards() {
        return List.of(
                Defect.of(
                        "metric that no service shows",
                        "touchstone_web_buffer_events",
                        "touchstone_web_buffer_rows",
                        "no service shows touchstone_web_buffer_rows"),
                Defect.of("label", "sum by (pattern)", "sum by (crawler)", "has the label crawler"),
                Defect.of(
                        "data source of one Grafana",
                        "\"uid\": \"${datasource}\"",
                        "\"uid\": \"P1809F7CD0C75ACF3\"",
                        "the data source is"),
                Defect.of(
                        "data source by name",
                        "\"datasource\": {\n        \"type\": \"prometheus\",\n        \"uid\": \"${datasource}\"\n      }",
                        "\"datasource\": \"Prometheus\"",
                        "the data source is"),
                Defect.of(
                        "variable that is not there",
                        "=~\\\"$instance\\\"",
                        "=~\\\"$replica\\\"",
                        "there is no variable replica"),
                Defect.of(
                        "panel that says nothing",
                        "\"description\": \"Events a second, by reason.\"",
                        "\"description\": \"\"",
                        "has no description"),
                Defect.of(
                        "metric of a variable",
                        "label_values(touchstone_service_info",
                        "label_values(touchstone_info",
                        "no service shows touchstone_info"),
                Defect.of(
                        "id of one Grafana",
                        "\"uid\": \"touchstone-touchpoint-service\"",
                        "\"id\": 7, \"uid\": \"touchstone-touchpoint-service\"",
                        "id is of one Grafana only"),
                Defect.of(
                        "uid of another",
                        "\"uid\": \"touchstone-touchpoint-service\"",
                        "\"uid\": \"touchstone-suite\"",
                        "another dashboard has its uid"));
    }

    private final KnownMetrics known = new KnownMetrics(ProjectFiles.pages());

    @ParameterizedTest
    @MethodSource("rules")
    void defectOfTheRulesIsFound(Defect defect) {
        found(AlertRules.findings(known, defect.spoil().apply(ProjectFiles.rules()), ProjectFiles.runbooks()), defect);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void defectOfAPageIsFound(Defect defect) {
        Map<String, String> runbooks = new TreeMap<>(ProjectFiles.runbooks());
        runbooks.computeIfPresent(PAGE, (file, text) -> defect.spoil().apply(text));

        found(AlertRules.findings(known, ProjectFiles.rules(), runbooks), defect);
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void defectOfADashboardIsFound(Defect defect) {
        AlertRules.findings(known, ProjectFiles.rules(), ProjectFiles.runbooks());
        Map<String, String> dashboards = new TreeMap<>(ProjectFiles.dashboards());
        dashboards.computeIfPresent(BOARD, (file, text) -> defect.spoil().apply(text));

        found(DashboardRules.findings(known, dashboards), defect);
    }

    @Test
    void missingPageIsFound() {
        Map<String, String> runbooks = new TreeMap<>(ProjectFiles.runbooks());
        runbooks.remove(PAGE);

        assertThat(AlertRules.findings(known, ProjectFiles.rules(), runbooks))
                .containsExactly(new Finding("alert DerivationBehind", "has no page docs/runbooks/" + PAGE));
    }

    private static void found(List<Finding> findings, Defect defect) {
        assertThat(findings).extracting(Finding::message).anyMatch(message -> message.contains(defect.message()));
    }
}
