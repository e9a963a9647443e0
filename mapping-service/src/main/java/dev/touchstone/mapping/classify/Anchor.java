package dev.touchstone.mapping.classify;

import java.util.ArrayList;
import java.util.List;

/**
 * Something that a key must have for a condition to hold, and by which rows can be looked up. A condition has alternative
 * anchors: it can hold only for a key that has at least one of them.
 */
sealed interface Anchor {
    /** A value is this text. */
    record Whole(ValueName value, String text) implements Anchor {}

    /** A value contains this text, which is not empty. */
    record Part(ValueName value, String text) implements Anchor {}

    /** A detector says yes. */
    record Seen(CellPattern.Detected detected) implements Anchor {}

    /**
     * A value of a key.
     *
     * @param parameter name of the query parameter; empty for every other field
     */
    record ValueName(RuleField field, String parameter) {}

    /** The alternative anchors of a condition; none if it may hold for a key without any. */
    static List<Anchor> of(CompiledCondition condition) {
        List<Anchor> anchors = new ArrayList<>();
        ValueName value = new ValueName(condition.field(), condition.parameter());
        boolean complete = !condition.negated() && add(condition.pattern(), value, anchors);
        return complete ? anchors : List.of();
    }

    /** Adds the anchors of a pattern; false if it may match without any. */
    private static boolean add(CellPattern pattern, ValueName value, List<Anchor> anchors) {
        return switch (pattern) {
            case CellPattern.Equal(String text) -> anchors.add(new Whole(value, text));
            case CellPattern.EqualAny any -> {
                any.texts().forEach(text -> anchors.add(new Whole(value, text)));
                yield true;
            }
            case CellPattern.StartsWith(String text) -> addPart(text, value, anchors);
            case CellPattern.EndsWith(String text) -> addPart(text, value, anchors);
            case CellPattern.Contains(String text) -> addPart(text, value, anchors);
            case CellPattern.Domain(String text) -> addPart(text, value, anchors);
            case CellPattern.HostLabel(String text) -> addPart(text, value, anchors);
            case CellPattern.Found found -> addPart(found.literal(), value, anchors);
            case CellPattern.Detected detected -> anchors.add(new Seen(detected));
            case CellPattern.AnyNonEmpty ignored -> false;
            case CellPattern.AnyOf any -> {
                boolean complete = true;
                for (CellPattern alternative : any.alternatives()) {
                    complete &= add(alternative, value, anchors);
                }
                yield complete;
            }
        };
    }

    private static boolean addPart(String text, ValueName value, List<Anchor> anchors) {
        return !text.isEmpty() && anchors.add(new Part(value, text));
    }
}
