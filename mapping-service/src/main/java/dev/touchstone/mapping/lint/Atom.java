package dev.touchstone.mapping.lint;

import dev.touchstone.mapping.classify.RuleField;

/**
 * The smallest test: one value, and one alternative of a cell or one regular expression.
 *
 * @param subject which value
 */
record Atom(Subject subject, Test test) {
    /**
     * Which value is tested. A detector looks at the whole visit whatever column it stands in, so that all of them have one
     * subject.
     *
     * @param parameter name of the query parameter; empty for every other field
     */
    record Subject(RuleField field, String parameter) {
        static final Subject DETECTOR = new Subject(RuleField.REFERRING_WEBSITE, "[]");

        static Subject of(RuleField field) {
            return new Subject(field, "");
        }

        /** True if several values may be there at once, of which one has to pass. */
        boolean isMany() {
            return field == RuleField.CLICK_MARKER || equals(DETECTOR);
        }
    }

    /** What the value must pass. */
    sealed interface Test {}

    /** An alternative of a cell. */
    record Passes(Shape shape) implements Test {}

    /** A regular expression, as it is written. */
    record Finds(String regex) implements Test {}

    static Atom of(Subject subject, Shape shape) {
        boolean detector = shape instanceof Shape.Seen;
        return new Atom(detector ? Subject.DETECTOR : subject, new Passes(shape));
    }
}
