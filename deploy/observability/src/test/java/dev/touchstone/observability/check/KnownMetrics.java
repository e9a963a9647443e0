package dev.touchstone.observability.check;

import dev.touchstone.observability.page.MetricsPage;
import dev.touchstone.observability.promql.Expression;
import dev.touchstone.observability.promql.Expression.Selector;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The time series that there are, by name, each with its labels: what services show, and what rules record. */
final class KnownMetrics {
    /** Given by Prometheus to whatever it scrapes. */
    private static final Set<String> OF_THE_TARGET = Set.of("job", "instance");

    private static final Set<String> OF_PROMETHEUS = Set.of("up");
    private static final String BUCKET = "_bucket";

    private final Map<String, Set<String>> labels = new TreeMap<>();

    KnownMetrics(Collection<MetricsPage> pages) {
        OF_PROMETHEUS.forEach(name -> labels.put(name, OF_THE_TARGET));
        for (MetricsPage page : pages) {
            for (MetricsPage.Metric metric : page.metrics()) {
                for (String series : metric.series()) {
                    Set<String> known = labels.computeIfAbsent(series, name -> new TreeSet<>(OF_THE_TARGET));
                    known.addAll(metric.labels());
                    if (series.endsWith(BUCKET)) {
                        known.add("le");
                    }
                }
            }
        }
    }

    /** A rule records another; its labels are those that its expression groups by, or all of them. */
    void record(String name, Expression expression) {
        labels.put(name, expression.grouped().isEmpty() ? all(expression) : expression.grouped());
    }

    /** What an expression uses and is not there, one finding each. */
    List<Finding> findings(String where, String text) {
        Optional<Expression> parsed;
        try {
            parsed = Optional.of(Expression.parse(text));
        } catch (IllegalArgumentException e) {
            return List.of(new Finding(where, e.getMessage() + ": " + text));
        }
        Expression expression = parsed.get();
        List<Finding> findings = new ArrayList<>();
        for (Selector selector : expression.selectors()) {
            Set<String> known = labels.get(selector.metric());
            if (known == null) {
                findings.add(new Finding(where, "no service shows " + selector.metric()));
            } else {
                selector.labels().stream()
                        .filter(label -> !known.contains(label))
                        .forEach(label -> findings.add(
                                new Finding(where, selector.metric() + " has no label " + label + " but " + known)));
            }
        }
        if (findings.isEmpty()) {
            Set<String> possible = all(expression);
            expression.grouped().stream()
                    .filter(label -> !possible.contains(label))
                    .forEach(label -> findings.add(
                            new Finding(where, "nothing in the expression has the label " + label + ": " + text)));
        }
        return findings;
    }

    /** The labels that a value of an expression may have. */
    Set<String> all(Expression expression) {
        Set<String> all = new HashSet<>();
        expression.selectors().forEach(selector -> all.addAll(labels.getOrDefault(selector.metric(), Set.of())));
        return all;
    }

    Set<String> names() {
        return labels.keySet();
    }
}
