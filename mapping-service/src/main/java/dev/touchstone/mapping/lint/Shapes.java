package dev.touchstone.mapping.lint;

import dev.touchstone.mapping.lint.Shape.Any;
import dev.touchstone.mapping.lint.Shape.Domain;
import dev.touchstone.mapping.lint.Shape.End;
import dev.touchstone.mapping.lint.Shape.Label;
import dev.touchstone.mapping.lint.Shape.Part;
import dev.touchstone.mapping.lint.Shape.Seen;
import dev.touchstone.mapping.lint.Shape.Start;
import dev.touchstone.mapping.lint.Shape.Whole;

/**
 * How shapes relate to each other on the same value. An answer "yes" is always right; "no" also means "not known".
 */
final class Shapes {
    private Shapes() {}

    /** True if every value that passes one passes the other. */
    static boolean implies(Shape one, Shape other) {
        if (one.equals(other)) {
            return true;
        }
        return switch (one) {
            case Whole(String text) -> passes(text, other);
            case Start(String text) ->
                (other instanceof Start(String start) && text.startsWith(start)) || holdsPart(text, "." + text, other);
            case End(String text) ->
                (other instanceof End(String end) && text.endsWith(end))
                        || (other instanceof Domain(String domain) && text.endsWith("." + domain))
                        || holdsPart(text, text, other);
            case Part(String text) -> holdsPart(text, text, other);
            case Domain(String text) ->
                (other instanceof End(String end) && text.endsWith(end))
                        || (other instanceof Domain && passes(text, other))
                        || holdsPart(text, "." + text, other);
            case Label(String text) -> holdsPart(text, "", other);
            case Any ignored -> false;
            case Seen ignored -> false;
        };
    }

    /**
     * True if what is known to stand somewhere in a value, which is not empty, is enough.
     *
     * @param text what stands in it
     * @param between what stands in it with the dots that are known to stand around it, or to be the value's beginning
     */
    private static boolean holdsPart(String text, String between, Shape other) {
        return !text.isEmpty()
                && (other instanceof Any
                        || (other instanceof Part(String part) && text.contains(part))
                        || (other instanceof Label(String label) && hasLabel(between, label)));
    }

    /** True if a value passes. */
    private static boolean passes(String value, Shape shape) {
        return switch (shape) {
            case Whole(String text) -> value.equals(text);
            case Start(String text) -> value.startsWith(text);
            case End(String text) -> value.endsWith(text);
            case Part(String text) -> value.contains(text);
            case Any ignored -> !value.isEmpty();
            case Domain(String domain) -> value.equals(domain) || value.endsWith("." + domain);
            case Label(String label) -> value.equals(label) || hasLabel("." + value, label);
            case Seen ignored -> false;
        };
    }

    /** True if no value passes both. */
    static boolean disjoint(Shape one, Shape other) {
        return knownDisjoint(one, other) || knownDisjoint(other, one);
    }

    private static boolean knownDisjoint(Shape one, Shape other) {
        return switch (one) {
            case Whole(String text) -> !(other instanceof Seen) && !passes(text, other);
            case Start(String text) ->
                other instanceof Start(String start) && !text.startsWith(start) && !start.startsWith(text);
            case End(String text) ->
                (other instanceof End(String end) && !text.endsWith(end) && !end.endsWith(text))
                        || (other instanceof Domain(String domain) && !text.endsWith(domain) && !domain.endsWith(text));
            case Domain(String text) ->
                other instanceof Domain(String domain) && !passes(text, other) && !passes(domain, one);
            case Part ignored -> false;
            case Label ignored -> false;
            case Any ignored -> false;
            case Seen ignored -> false;
        };
    }

    /** True if the label stands between two dots. */
    private static boolean hasLabel(String text, String label) {
        return !label.isEmpty() && text.contains("." + label + ".");
    }
}
