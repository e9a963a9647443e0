package dev.touchstone.observability.page;

import dev.touchstone.observability.scrape.MetricFamily;
import dev.touchstone.observability.scrape.Sample;
import dev.touchstone.observability.scrape.Scrape;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * {@code touchstone_<area>_<thing>_<unit>} (decision 0043).
 *
 * @param areas the second words that a service may use
 */
public record NamingConvention(Set<String> areas) {
    /** How every metric of ours begins. */
    public static final String PREFIX = "touchstone_";

    /** Base units, and nouns for what is counted. */
    static final Set<String> UNITS = Set.of(
            "batches",
            "calls",
            "changes",
            "checks",
            "entries",
            "events",
            "facts",
            "failures",
            "incidents",
            "info",
            "keys",
            "letters",
            "messages",
            "pages",
            "people",
            "publications",
            "readings",
            "records",
            "repairs",
            "rows",
            "seconds",
            "snapshots",
            "streams",
            "tokens",
            "version",
            "warnings",
            "watchers");

    /** Last words of a gauge that is 1 while the statement holds, else 0. */
    static final Set<String> STATEMENTS = Set.of("broken", "parked", "refused", "waiting");

    /** Labels whose values come from a closed set. */
    static final Set<String> LABELS = Set.of(
            "cause", "change", "code", "entity", "error", "feed", "kind", "lane", "lanes", "outcome", "pass", "path",
            "pattern", "queue", "reason", "service", "state", "type", "verdict", "version");

    private static final int MAX_SERIES = 200;
    private static final int MAX_VALUE = 60;
    private static final Pattern FORM = Pattern.compile("touchstone(_[a-z]+)+");
    private static final String TOTAL = "_total";
    private static final String MAX = "_max";

    public NamingConvention {
        areas = Set.copyOf(areas);
    }

    /** What is wrong with the metrics of ours in a scrape, one sentence each. */
    public List<String> findings(Scrape scrape) {
        List<String> findings = new ArrayList<>();
        for (MetricFamily family : scrape.families()) {
            if (family.name().startsWith(PREFIX)) {
                name(family, scrape, findings);
                help(family, findings);
                labels(family, findings);
            }
        }
        return findings;
    }

    private void name(MetricFamily family, Scrape scrape, List<String> findings) {
        String name = family.name();
        if (!FORM.matcher(name).matches()) {
            findings.add(name + ": a name is lower-case words with _ between them");
            return;
        }
        String[] words = name.split("_", -1);
        if (words.length < 3 || !areas.contains(words[1])) {
            findings.add(name + ": the second word is an area of the service: " + new TreeSet<>(areas));
        }
        if (name.endsWith(TOTAL) != (family.type() == MetricFamily.Type.COUNTER)) {
            findings.add(name + ": counters, and nothing else, end with " + TOTAL);
        }
        String unit = unit(name, scrape);
        if (!UNITS.contains(unit) && !(family.type() == MetricFamily.Type.GAUGE && STATEMENTS.contains(unit))) {
            findings.add(name + ": " + unit + " is no unit; the units are " + new TreeSet<>(UNITS));
        }
    }

    /** The last word, without what the type adds. */
    private static String unit(String name, Scrape scrape) {
        String stem = name;
        if (name.endsWith(TOTAL)) {
            stem = name.substring(0, name.length() - TOTAL.length());
        } else if (name.endsWith(MAX)
                && scrape.find(name.substring(0, name.length() - MAX.length())).isPresent()) {
            stem = name.substring(0, name.length() - MAX.length());
        }
        return stem.substring(stem.lastIndexOf('_') + 1);
    }

    private static void help(MetricFamily family, List<String> findings) {
        String help = family.help();
        if (help.length() < 10 || help.endsWith(".") || help.contains("|")) {
            findings.add(family.name() + ": says what it is in a phrase without a full stop, not \"" + help + "\"");
        }
    }

    private static void labels(MetricFamily family, List<String> findings) {
        SortedSet<String> unknown = family.labels();
        unknown.removeAll(LABELS);
        if (!unknown.isEmpty()) {
            findings.add(family.name() + ": the labels " + unknown + " are not known to have few values");
        }
        if (family.samples().size() > MAX_SERIES) {
            findings.add(family.name() + ": has " + family.samples().size() + " time series, above " + MAX_SERIES);
        }
        for (Sample sample : family.samples()) {
            for (String value : sample.labels().values()) {
                if (value.length() > MAX_VALUE || value.indexOf('@') >= 0) {
                    findings.add(family.name() + ": a value of a label is longer than " + MAX_VALUE
                            + " characters or may be an address");
                }
            }
        }
    }
}
