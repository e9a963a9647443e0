package dev.touchstone.observability.scrape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A scrape in Prometheus' text format, version 0.0.4, or in that of OpenMetrics 1.0, where the family of a counter lacks the
 * {@code _total} that its time series have.
 *
 * <p><b>Source:</b> <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Exposition formats</a>.
 *
 * @param families in the order of the text
 */
public record Scrape(List<MetricFamily> families) {
    private static final Pattern COMMENT = Pattern.compile("#\\s+(HELP|TYPE)\\s+(\\S+)\\s?(.*)");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Pattern LABEL =
            Pattern.compile("\\s*([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"\\s*,?");
    private static final String TOTAL = "_total";
    private static final List<String> SUFFIXES = List.of("_count", "_sum", "_bucket", TOTAL);

    private static final Set<String> OPEN_METRICS_ONLY = Set.of("unknown", "info", "stateset", "gaugehistogram");

    public Scrape {
        families = List.copyOf(families);
    }

    /**
     * Reads a scrape.
     *
     * @throws IllegalArgumentException if a line is no such line; the message has its number and the line
     */
    public static Scrape parse(String text) {
        Reading reading = new Reading();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            try {
                reading.line(line.strip());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("line " + number + ": " + e.getMessage() + ": " + line, e);
            }
        }
        return new Scrape(reading.families());
    }

    /** The metric of a name. */
    public Optional<MetricFamily> find(String name) {
        return families.stream().filter(family -> family.name().equals(name)).findFirst();
    }

    /** The time series of a name, suffixes of summaries and histograms included. */
    public List<Sample> samples(String name) {
        return families.stream()
                .flatMap(family -> family.samples().stream())
                .filter(sample -> sample.name().equals(name))
                .toList();
    }

    /**
     * The sum over all time series of a name whose labels have these values; empty if there are none of them, or none that is
     * known.
     */
    public OptionalDouble sum(String name, Map<String, String> labels) {
        double[] known = samples(name).stream()
                .filter(sample -> sample.labels().entrySet().containsAll(labels.entrySet()))
                .mapToDouble(Sample::value)
                .filter(value -> !Double.isNaN(value))
                .toArray();
        return known.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Arrays.stream(known).sum());
    }

    /** The families that have been begun. */
    private static final class Reading {
        private final Map<String, Begun> begun = new LinkedHashMap<>();

        private static final class Begun {
            private String help = "";
            private MetricFamily.Type type = MetricFamily.Type.UNTYPED;
            private final List<Sample> samples = new ArrayList<>();
        }

        void line(String line) {
            if (line.isEmpty()) {
                return;
            }
            if (line.startsWith("#")) {
                comment(line);
            } else {
                Sample sample = sample(line);
                family(familyName(sample.name())).samples.add(sample);
            }
        }

        private void comment(String line) {
            Matcher matcher = COMMENT.matcher(line);
            if (!matcher.matches()) {
                return;
            }
            Begun family = family(matcher.group(2));
            if (matcher.group(1).equals("HELP")) {
                family.help = matcher.group(3)
                        .replace("\\n", " ")
                        .replace("\\\\", "\\")
                        .strip();
            } else {
                family.type = type(matcher.group(3).strip());
            }
        }

        private static MetricFamily.Type type(String word) {
            for (MetricFamily.Type type : MetricFamily.Type.values()) {
                if (type.word().equals(word)) {
                    return type;
                }
            }
            if (OPEN_METRICS_ONLY.contains(word)) {
                return MetricFamily.Type.UNTYPED;
            }
            throw new IllegalArgumentException("a type is counter, gauge, summary, histogram or untyped");
        }

        private Begun family(String name) {
            return begun.computeIfAbsent(name, key -> new Begun());
        }

        private String familyName(String sample) {
            if (!begun.containsKey(sample)) {
                for (String suffix : SUFFIXES) {
                    String name =
                            sample.endsWith(suffix) ? sample.substring(0, sample.length() - suffix.length()) : sample;
                    if (!name.equals(sample) && begun.containsKey(name)) {
                        return name;
                    }
                }
            }
            return sample;
        }

        List<MetricFamily> families() {
            List<MetricFamily> families = new ArrayList<>();
            begun.forEach((name, family) -> {
                boolean lacksTotal = family.type == MetricFamily.Type.COUNTER && !name.endsWith(TOTAL);
                families.add(
                        new MetricFamily(lacksTotal ? name + TOTAL : name, family.type, family.help, family.samples));
            });
            return families;
        }
    }

    private static Sample sample(String line) {
        Matcher name = NAME.matcher(line);
        if (!name.lookingAt()) {
            throw new IllegalArgumentException("a time series begins with its name");
        }
        String rest = line.substring(name.end()).stripLeading();
        Map<String, String> labels = new LinkedHashMap<>();
        if (rest.startsWith("{")) {
            rest = labels(rest.substring(1), labels);
        }
        String[] words = rest.strip().split("\\s+", -1);
        return new Sample(name.group(), labels, number(words[0]));
    }

    /** Reads labels up to the closing brace and returns what follows it. */
    private static String labels(String text, Map<String, String> into) {
        Matcher label = LABEL.matcher(text);
        int at = 0;
        while (label.region(at, text.length()).lookingAt()) {
            into.put(label.group(1), unescaped(label.group(2)));
            at = label.end();
        }
        String rest = text.substring(at).stripLeading();
        if (!rest.startsWith("}")) {
            throw new IllegalArgumentException("labels are name=\"value\" and end with }");
        }
        return rest.substring(1);
    }

    private static String unescaped(String text) {
        StringBuilder value = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
                value.append(text.charAt(i) == 'n' ? '\n' : text.charAt(i));
            } else {
                value.append(c);
            }
        }
        return value.toString();
    }

    private static double number(String word) {
        return switch (word) {
            case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            case "NaN", "Nan" -> Double.NaN;
            default -> parsed(word);
        };
    }

    private static double parsed(String word) {
        try {
            return Double.parseDouble(word);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a time series ends with its value", e);
        }
    }
}
