package dev.touchstone.observability.scrape;

import java.util.Map;

/**
 * One time series at the moment of a scrape.
 *
 * @param name with the suffix that the type of its family adds, such as {@code _count}
 * @param labels value by name
 * @param value in the unit that the name ends with; NaN for unknown
 */
public record Sample(String name, Map<String, String> labels, double value) {
    public Sample {
        labels = Map.copyOf(labels);
    }
}
