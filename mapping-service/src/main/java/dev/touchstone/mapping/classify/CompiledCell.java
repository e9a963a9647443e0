package dev.touchstone.mapping.classify;

import dev.touchstone.mapping.detect.Evidence;
import java.util.Optional;
import java.util.Set;

/**
 * A cell ready to compare.
 *
 * @param column where it stands
 * @param written the cell as the sheet has it
 */
record CompiledCell(Column column, String written, CellPattern pattern) {

    static CompiledCell of(Column column, String written) {
        return new CompiledCell(column, written, CellSyntax.parse(written, column));
    }

    boolean matches(FoldedKey key) {
        return matches(pattern, key.value(column), key.evidence());
    }

    private static boolean matches(CellPattern pattern, String value, Optional<Evidence> evidence) {
        return switch (pattern) {
            case CellPattern.Equal equal -> value.equals(equal.text());
            case CellPattern.EqualAny equal -> equal.texts().contains(value);
            case CellPattern.StartsWith start -> value.startsWith(start.text());
            case CellPattern.EndsWith end -> value.endsWith(end.text());
            case CellPattern.Contains part -> value.contains(part.text());
            case CellPattern.AnyNonEmpty ignored -> !value.isEmpty();
            case CellPattern.HostNamed host -> isHostNamed(value, host.text());
            case CellPattern.Detected detected ->
                evidence.isPresent() && detected.detector().sees(evidence.get());
            case CellPattern.AnyOf any -> {
                for (CellPattern alternative : any.alternatives()) {
                    if (matches(alternative, value, evidence)) {
                        yield true;
                    }
                }
                yield false;
            }
        };
    }

    private static boolean isHostNamed(String host, String name) {
        if (name.indexOf('.') >= 0) {
            return host.endsWith(name)
                    && (host.length() == name.length() || host.charAt(host.length() - name.length() - 1) == '.');
        }
        int at = host.indexOf(name);
        while (at >= 0) {
            int end = at + name.length();
            if ((at == 0 || host.charAt(at - 1) == '.') && (end == host.length() ? at == 0 : host.charAt(end) == '.')) {
                return true;
            }
            at = host.indexOf(name, at + 1);
        }
        return false;
    }

    /** The values of which the key must have one, where the cell is no more than that; empty for any other cell. */
    Set<String> wholeValues() {
        return switch (pattern) {
            case CellPattern.Equal equal -> Set.of(equal.text());
            case CellPattern.EqualAny equal -> equal.texts();
            case CellPattern.StartsWith ignored -> Set.of();
            case CellPattern.EndsWith ignored -> Set.of();
            case CellPattern.Contains ignored -> Set.of();
            case CellPattern.AnyNonEmpty ignored -> Set.of();
            case CellPattern.HostNamed ignored -> Set.of();
            case CellPattern.Detected ignored -> Set.of();
            case CellPattern.AnyOf ignored -> Set.of();
        };
    }

    private boolean asksDetector() {
        return switch (pattern) {
            case CellPattern.Detected ignored -> true;
            case CellPattern.AnyOf any -> any.alternatives().stream().anyMatch(CellPattern.Detected.class::isInstance);
            case CellPattern.Equal ignored -> false;
            case CellPattern.EqualAny ignored -> false;
            case CellPattern.StartsWith ignored -> false;
            case CellPattern.EndsWith ignored -> false;
            case CellPattern.Contains ignored -> false;
            case CellPattern.AnyNonEmpty ignored -> false;
            case CellPattern.HostNamed ignored -> false;
        };
    }

    /** The comparison as an explanation shows it; the value is the one that was compared, folded. */
    CellOutcome outcome(FoldedKey key) {
        String value = asksDetector() ? key.evidence().map(Evidence::describe).orElse("") : key.value(column);
        return new CellOutcome(column, written, value);
    }
}
