package dev.touchstone.mapping.classify;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that a key must have for a condition to hold, and by which rows can be looked up. A condition has alternative
 * anchors: it can hold only for a key that has at least one of them.
 */
sealed interface Anchor {
    /** A value has this text, which is not empty, at some place. */
    record Text(ValueName value, Place place, String text) implements Anchor {}

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
            case CellPattern.Equal(String text) -> add(value, Place.WHOLE, text, anchors);
            case CellPattern.EqualAny any -> {
                boolean complete = true;
                for (String text : any.texts()) {
                    complete &= add(value, Place.WHOLE, text, anchors);
                }
                yield complete;
            }
            case CellPattern.StartsWith(String text) -> add(value, Place.START, text, anchors);
            case CellPattern.EndsWith(String text) -> add(value, Place.END, text, anchors);
            case CellPattern.Contains(String text) -> add(value, Place.ANYWHERE, text, anchors);
            case CellPattern.Domain(String text) -> add(value, Place.END, text, anchors);
            case CellPattern.HostLabel(String text) -> add(value, Place.ANYWHERE, text, anchors);
            case CellPattern.Found found -> add(value, Place.ANYWHERE, found.literal(), anchors);
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

    private static boolean add(ValueName value, Place place, String text, List<Anchor> anchors) {
        return !text.isEmpty() && isWellFormed(text) && anchors.add(new Text(value, place, text));
    }

    /** Half of a surrogate pair may be found as a char of a value, but not among the bytes of the pair. */
    private static boolean isWellFormed(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
}
