package dev.touchstone.mapping.classify;

import dev.touchstone.mapping.detect.Detector;
import dev.touchstone.mapping.detect.Detectors;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a cell of the online sheet. */
public final class CellSyntax {
    private static final Pattern SEPARATOR = Pattern.compile(";");

    private CellSyntax() {}

    /**
     * What is wrong with a cell, in a sentence that says what to write instead; empty if nothing is.
     *
     * <p>A comma between values is refused as well as a blank beside {@code ;}: both are taken for separators by those who
     * write them, and would silently match nothing.
     */
    public static Optional<String> problem(String cell, Column column) {
        return problem(cell, column.allowsDetectors(), column == Column.REFERRING_WEBSITE);
    }

    /**
     * What is wrong with a cell under a heading or of a condition.
     *
     * @param namesHosts true if text without {@code *} names a host
     */
    static Optional<String> problem(String cell, boolean allowsDetectors, boolean namesHosts) {
        if (cell.isEmpty()) {
            return Optional.empty();
        }
        for (String alternative : SEPARATOR.split(cell, -1)) {
            Optional<String> problem = problemOfAlternative(alternative, allowsDetectors, namesHosts);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> problemOfAlternative(String text, boolean allowsDetectors, boolean namesHosts) {
        if (text.isEmpty()) {
            return Optional.of("has an empty alternative: write values separated by one ; and none at the ends");
        }
        if (!text.equals(text.strip())) {
            return Optional.of("has a blank beside \"" + text.strip() + "\": separate values by ; without blanks");
        }
        if (text.indexOf(',') >= 0) {
            return Optional.of("has a comma: separate values by ;");
        }
        if (text.startsWith("[") || text.endsWith("]")) {
            return problemOfDetector(text, allowsDetectors);
        }
        String inner = withoutStars(text);
        if (inner.indexOf('*') >= 0 || (inner.isEmpty() && text.length() > 1)) {
            return Optional.of("has a * that is neither first nor last: write text, text*, *text, *text* or *");
        }
        if (namesHosts && inner.equals(text) && FoldedKey.host(text).isEmpty()) {
            return Optional.of("names no host: write one as in example.com");
        }
        return Optional.empty();
    }

    private static Optional<String> problemOfDetector(String text, boolean allowsDetectors) {
        if (!isDetector(text)) {
            return Optional.of("has a bracket without its partner: only a detector is written in brackets");
        }
        if (!allowsDetectors) {
            return Optional.of("names a detector: detectors are for Landing Page and Referring Website");
        }
        if (Detectors.find(detectorName(text)).isEmpty()) {
            return Optional.of("names the unknown detector " + text);
        }
        return Optional.empty();
    }

    /**
     * Compiles a cell that is not empty.
     *
     * @throws IllegalArgumentException if {@link #problem} finds anything
     */
    static CellPattern parse(String cell, Column column) {
        return parse(cell, column.allowsDetectors(), column == Column.REFERRING_WEBSITE);
    }

    /**
     * Compiles a cell that is not empty, under a heading or of a condition.
     *
     * @param namesHosts true if text without {@code *} names a host
     * @throws IllegalArgumentException if {@link #problem} finds anything
     */
    static CellPattern parse(String cell, boolean allowsDetectors, boolean namesHosts) {
        Optional<String> problem = problem(cell, allowsDetectors, namesHosts);
        if (problem.isPresent() || cell.isEmpty()) {
            throw new IllegalArgumentException("the cell \"" + cell + "\" " + problem.orElse("is empty"));
        }
        List<CellPattern> alternatives = new ArrayList<>();
        for (String alternative : SEPARATOR.split(CaseFold.fold(cell), -1)) {
            alternatives.add(parseAlternative(alternative, namesHosts));
        }
        return alternatives.size() == 1 ? alternatives.get(0) : anyOf(alternatives);
    }

    private static CellPattern anyOf(List<CellPattern> alternatives) {
        Set<String> texts = new LinkedHashSet<>();
        for (CellPattern alternative : alternatives) {
            if (!(alternative instanceof CellPattern.Equal equal)) {
                return new CellPattern.AnyOf(List.copyOf(new LinkedHashSet<>(alternatives)));
            }
            texts.add(equal.text());
        }
        return new CellPattern.EqualAny(texts);
    }

    private static CellPattern parseAlternative(String text, boolean namesHosts) {
        if (isDetector(text)) {
            Detector detector = Detectors.find(detectorName(text)).orElseThrow();
            return CellPattern.Detected.of(detector);
        }
        if (text.equals("*")) {
            return new CellPattern.AnyNonEmpty();
        }
        String inner = withoutStars(text);
        boolean open = text.startsWith("*");
        if (text.endsWith("*")) {
            return open ? new CellPattern.Contains(inner) : new CellPattern.StartsWith(inner);
        }
        if (open) {
            return new CellPattern.EndsWith(inner);
        }
        return namesHosts ? host(inner) : new CellPattern.Equal(inner);
    }

    private static CellPattern host(String text) {
        String host = FoldedKey.host(text);
        return host.indexOf('.') >= 0 ? new CellPattern.Domain(host) : new CellPattern.HostLabel(host);
    }

    static boolean isDetector(String text) {
        return text.length() > 2 && text.startsWith("[") && text.endsWith("]");
    }

    private static String detectorName(String text) {
        return text.substring(1, text.length() - 1);
    }

    private static String withoutStars(String text) {
        int from = text.startsWith("*") ? 1 : 0;
        int to = text.endsWith("*") ? text.length() - 1 : text.length();
        return from < to ? text.substring(from, to) : "";
    }
}
