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
        if (cell.isEmpty()) {
            return Optional.empty();
        }
        for (String alternative : SEPARATOR.split(cell, -1)) {
            Optional<String> problem = problemOfAlternative(alternative, column);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> problemOfAlternative(String text, Column column) {
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
            return problemOfDetector(text, column);
        }
        String inner = withoutStars(text);
        if (inner.indexOf('*') >= 0 || (inner.isEmpty() && text.length() > 1)) {
            return Optional.of("has a * that is neither first nor last: write text, text*, *text, *text* or *");
        }
        return Optional.empty();
    }

    private static Optional<String> problemOfDetector(String text, Column column) {
        if (!isDetector(text)) {
            return Optional.of("has a bracket without its partner: only a detector is written in brackets");
        }
        if (!column.allowsDetectors()) {
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
        Optional<String> problem = problem(cell, column);
        if (problem.isPresent() || cell.isEmpty()) {
            throw new IllegalArgumentException(column.heading() + " cell " + cell + " " + problem.orElse("is empty"));
        }
        List<CellPattern> alternatives = new ArrayList<>();
        for (String alternative : SEPARATOR.split(CaseFold.fold(cell), -1)) {
            alternatives.add(parseAlternative(alternative, column));
        }
        return alternatives.size() == 1 ? alternatives.get(0) : anyOf(alternatives);
    }

    private static CellPattern anyOf(List<CellPattern> alternatives) {
        Set<String> texts = new LinkedHashSet<>();
        for (CellPattern alternative : alternatives) {
            if (!(alternative instanceof CellPattern.Equal equal)) {
                return new CellPattern.AnyOf(new LinkedHashSet<>(alternatives));
            }
            texts.add(equal.text());
        }
        return new CellPattern.EqualAny(texts);
    }

    private static CellPattern parseAlternative(String text, Column column) {
        if (isDetector(text)) {
            Detector detector = Detectors.find(detectorName(text)).orElseThrow();
            return new CellPattern.Detected(detector);
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
        return column == Column.REFERRING_WEBSITE
                ? new CellPattern.HostNamed(FoldedKey.host(inner))
                : new CellPattern.Equal(inner);
    }

    private static boolean isDetector(String text) {
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
