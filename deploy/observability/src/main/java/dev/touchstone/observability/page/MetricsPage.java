package dev.touchstone.observability.page;

import dev.touchstone.observability.scrape.MetricFamily;
import dev.touchstone.observability.scrape.Scrape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The metrics of a service, as the page in {@code docs/metrics} lists them: all of ours, and those of the framework that
 * dashboards and alerts use.
 *
 * @param service its name
 * @param metrics ours first, then the framework's, each by name
 */
public record MetricsPage(String service, List<Metric> metrics) {
    /** System property; with the value true a page that differs is written anew. */
    public static final String APPROVE = "metrics.approve";

    private static final Pattern ROW =
            Pattern.compile("\\| `([^`]+)` \\| (counter|gauge|summary|histogram|untyped) \\| ([^|]*) \\| ([^|]*) \\|");
    private static final Pattern TITLE = Pattern.compile("# Metrics of (\\S+)");

    public MetricsPage {
        metrics = List.copyOf(metrics);
    }

    /**
     * A metric.
     *
     * @param name of the family
     * @param type how its values are to be read
     * @param labels names of its labels
     * @param help what it says
     */
    public record Metric(String name, MetricFamily.Type type, SortedSet<String> labels, String help) {
        public Metric {
            labels = Collections.unmodifiableSortedSet(new TreeSet<>(labels));
        }

        private static Metric of(MetricFamily family) {
            return new Metric(family.name(), family.type(), family.labels(), family.help());
        }

        boolean isOurs() {
            return name.startsWith(NamingConvention.PREFIX);
        }

        /** The names of its time series. */
        public List<String> series() {
            return switch (type) {
                case COUNTER, GAUGE, UNTYPED -> List.of(name);
                case SUMMARY -> List.of(name + "_count", name + "_sum");
                case HISTOGRAM -> List.of(name + "_count", name + "_sum", name + "_bucket");
            };
        }
    }

    /**
     * What a scrape shows of a service.
     *
     * @param framework names of those of the framework that are relied on
     * @throws IllegalArgumentException if the scrape lacks one of these
     */
    public static MetricsPage of(String service, Scrape scrape, Set<String> framework) {
        List<Metric> metrics = new ArrayList<>();
        scrape.families().stream()
                .filter(family -> family.name().startsWith(NamingConvention.PREFIX))
                .map(Metric::of)
                .sorted(Comparator.comparing(Metric::name))
                .forEach(metrics::add);
        for (String name : new TreeSet<>(framework)) {
            metrics.add(Metric.of(scrape.find(name)
                    .orElseThrow(() -> new IllegalArgumentException(service + " does not show " + name))));
        }
        return new MetricsPage(service, metrics);
    }

    /**
     * Reads a page.
     *
     * @throws IllegalArgumentException if it has no title, or a row of a table that is no metric
     */
    public static MetricsPage parse(String markdown) {
        Matcher title = TITLE.matcher(markdown);
        if (!title.find()) {
            throw new IllegalArgumentException("the page begins with \"# Metrics of SERVICE\"");
        }
        List<Metric> metrics = new ArrayList<>();
        for (String line : markdown.split("\n", -1)) {
            if (line.startsWith("| `")) {
                metrics.add(metric(line));
            }
        }
        return new MetricsPage(title.group(1), metrics);
    }

    private static Metric metric(String line) {
        Matcher row = ROW.matcher(line);
        if (!row.matches()) {
            throw new IllegalArgumentException("a row has name, type, labels and meaning: " + line);
        }
        SortedSet<String> labels = new TreeSet<>();
        for (String label : row.group(3).split(",", -1)) {
            if (!label.isBlank()) {
                labels.add(label.strip().replace("`", ""));
            }
        }
        return new Metric(
                row.group(1),
                MetricFamily.Type.valueOf(row.group(2).toUpperCase(Locale.ROOT)),
                labels,
                row.group(4).strip());
    }

    /** The page as text; {@link #parse} gives the same back. */
    public String render() {
        StringBuilder page = new StringBuilder("# Metrics of ").append(service).append("\n\n");
        page.append(
                        "Written by `MetricsTest` of the service from what it shows at `/q/metrics`, and compared with it in every\n")
                .append("build ([0043](../decisions/0043-metrics.md)). `-D")
                .append(APPROVE)
                .append("=true` writes it anew.\n");
        table(page, "Its own", metrics.stream().filter(Metric::isOurs).toList());
        table(
                page,
                "Of the framework, as far as dashboards and alerts use them",
                metrics.stream().filter(metric -> !metric.isOurs()).toList());
        return page.toString();
    }

    private static void table(StringBuilder page, String title, List<Metric> metrics) {
        page.append("\n## ").append(title).append("\n\n| Name | Type | Labels | Meaning |\n|---|---|---|---|\n");
        for (Metric metric : metrics) {
            String labels = metric.labels().isEmpty() ? "" : "`" + String.join("`, `", metric.labels()) + "`";
            page.append("| `")
                    .append(metric.name())
                    .append("` | ")
                    .append(metric.type().word())
                    .append(" | ")
                    .append(labels)
                    .append(" | ")
                    .append(metric.help())
                    .append(" |\n");
        }
    }

    /**
     * Compares with the page in a file, or writes it if {@value #APPROVE} is set.
     *
     * @return what differs, in a sentence for whoever changed a metric; empty if nothing does
     */
    public Optional<String> difference(Path file) {
        try {
            if (Boolean.getBoolean(APPROVE)) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.writeString(file, render());
                return Optional.empty();
            }
            String there = Files.isRegularFile(file) ? Files.readString(file) : "";
            return there.equals(render())
                    ? Optional.empty()
                    : Optional.of(file.getFileName() + " is not what the service shows; run this test with -D" + APPROVE
                            + "=true and look at what changed:\n" + render());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
