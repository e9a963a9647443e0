package dev.touchstone.touchpoint.rule.check;

import java.util.List;

/** What a check came to. */
public sealed interface Checked<T> {
    /** Nothing is wrong. */
    record Accepted<T>(T value) implements Checked<T> {}

    /**
     * Something is.
     *
     * @param problems all of it, in the order of the input
     */
    record Refused<T>(List<RuleProblem> problems) implements Checked<T> {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
