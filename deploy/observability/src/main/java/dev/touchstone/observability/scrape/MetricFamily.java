package dev.touchstone.observability.scrape;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The time series of one metric.
 *
 * @param name as Prometheus shows it, without the suffixes of a summary or histogram
 * @param type how its values are to be read
 * @param help one line on what it says; empty if there is none
 * @param samples in their order
 */
public record MetricFamily(String name, Type type, String help, List<Sample> samples) {
    private static final Set<String> OF_THE_TYPE = Set.of("le", "quantile");

    public MetricFamily {
        samples = List.copyOf(samples);
    }

    /** How values are to be read. */
    public enum Type {
        /** Only grows, until the process begins anew. */
        COUNTER,
        /** A value of the moment. */
        GAUGE,
        /** {@code _count} and {@code _sum}. */
        SUMMARY,
        /** {@code _count}, {@code _sum} and {@code _bucket}. */
        HISTOGRAM,
        /** Not said. */
        UNTYPED;

        /** The word of the exposition format. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The names of the labels, without those that come with the type. */
    public SortedSet<String> labels() {
        SortedSet<String> labels = new TreeSet<>();
        samples.forEach(sample -> labels.addAll(sample.labels().keySet()));
        labels.removeAll(OF_THE_TYPE);
        return labels;
    }
}
