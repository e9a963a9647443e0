package dev.touchstone.observability.check;

import dev.touchstone.observability.promql.Expression;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;

/** Rules of Prometheus: what they name is there, and whoever is woken up can read what to do. */
final class AlertRules {
    private static final Set<String> SEVERITIES = Set.of("critical", "warning");
    private static final Pattern NAME = Pattern.compile("[A-Z][a-zA-Z]+");
    private static final Pattern DURATION = Pattern.compile("\\d+[smhd]");
    private static final Pattern TEMPLATE_LABEL = Pattern.compile("\\$labels\\.([a-zA-Z_]+)");
    private static final String RUNBOOKS = "docs/runbooks/";
    private static final List<String> SECTIONS =
            List.of("## What it means", "## What happens meanwhile", "## What to look at", "## What to do");

    private final KnownMetrics known;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> alerts = new HashSet<>();

    AlertRules(KnownMetrics known) {
        this.known = known;
    }

    /**
     * Checks rules and their runbook pages.
     *
     * @param rules text of the file of rules
     * @param runbooks text of each page by the name of its file
     */
    static List<Finding> findings(KnownMetrics known, String rules, Map<String, String> runbooks) {
        AlertRules check = new AlertRules(known);
        Map<String, Object> file = new Yaml().load(rules);
        List<Map<String, Object>> all = new ArrayList<>();
        list(file, "groups").forEach(group -> all.addAll(list(group, "rules")));
        all.stream().filter(rule -> rule.containsKey("record")).forEach(check::recording);
        all.stream().filter(rule -> rule.containsKey("alert")).forEach(rule -> check.alert(rule, runbooks));
        check.pages(runbooks);
        return check.findings;
    }

    private void recording(Map<String, Object> rule) {
        String name = text(rule, "record");
        List<Finding> wrong = known.findings("rule " + name, text(rule, "expr"));
        findings.addAll(wrong);
        if (!name.matches("[a-z_]+:[a-z_]+:[a-z0-9_]+")) {
            findings.add(new Finding("rule " + name, "a recorded name has the form level:metric:operations"));
        }
        if (wrong.isEmpty()) {
            known.record(name, Expression.parse(text(rule, "expr")));
        }
    }

    private void alert(Map<String, Object> rule, Map<String, String> runbooks) {
        String name = text(rule, "alert");
        String where = "alert " + name;
        String expression = text(rule, "expr");
        List<Finding> wrong = known.findings(where, expression);
        findings.addAll(wrong);
        require(alerts.add(name), where, "there are two of this name");
        require(NAME.matcher(name).matches(), where, "the name is words in camel case");
        require(DURATION.matcher(text(rule, "for")).matches(), where, "for is a duration, such as 5m");
        require(SEVERITIES.contains(text(map(rule, "labels"), "severity")), where, "severity is one of " + SEVERITIES);
        Map<String, Object> annotations = map(rule, "annotations");
        require(!text(annotations, "summary").isBlank(), where, "has no summary");
        require(
                ("/" + text(annotations, "runbook_url")).endsWith("/" + RUNBOOKS + name + ".md"),
                where,
                "runbook_url ends with " + RUNBOOKS + name + ".md");
        require(runbooks.containsKey(name + ".md"), where, "has no page " + RUNBOOKS + name + ".md");
        if (wrong.isEmpty()) {
            templates(where, Expression.parse(expression), annotations.values());
        }
    }

    private void templates(String where, Expression expression, Iterable<Object> annotations) {
        Set<String> labels = expression.grouped().isEmpty() ? known.all(expression) : expression.grouped();
        for (Object annotation : annotations) {
            Matcher matcher = TEMPLATE_LABEL.matcher(String.valueOf(annotation));
            while (matcher.find()) {
                require(
                        labels.contains(matcher.group(1)),
                        where,
                        "an annotation names the label " + matcher.group(1) + ", which the alert does not have");
            }
        }
    }

    private void pages(Map<String, String> runbooks) {
        runbooks.forEach((file, text) -> {
            String alert = file.replaceFirst("\\.md$", "");
            String where = RUNBOOKS + file;
            require(alerts.contains(alert), where, "there is no alert " + alert);
            require(text.startsWith("# " + alert + "\n"), where, "begins with the name of its alert");
            int at = -1;
            for (String section : SECTIONS) {
                int next = text.indexOf("\n" + section + "\n");
                require(next > at, where, "has the sections " + SECTIONS + " in this order");
                at = Math.max(at, next);
            }
            Matcher metric = Pattern.compile("touchstone_[a-z_]+").matcher(text);
            while (metric.find()) {
                require(known.names().contains(metric.group()), where, "no service shows " + metric.group());
            }
        });
    }

    private void require(boolean holds, String where, String otherwise) {
        if (!holds) {
            findings.add(new Finding(where, otherwise));
        }
    }

    private static String text(Map<String, Object> map, String key) {
        return String.valueOf(map.getOrDefault(key, ""));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> map, String key) {
        return (Map<String, Object>) map.getOrDefault(key, Map.of());
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Map<String, Object> map, String key) {
        return (List<Map<String, Object>>) map.getOrDefault(key, List.of());
    }
}
