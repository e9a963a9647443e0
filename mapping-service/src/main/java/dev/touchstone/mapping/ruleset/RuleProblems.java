package dev.touchstone.mapping.ruleset;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects what is wrong with rules. At most {@value #MAX} problems are kept, because a client takes no more than 4 MB in one
 * answer; a last one then says how many there are.
 */
public final class RuleProblems {
    /** Problems that are told at most. */
    public static final int MAX = 5_000;

    private final List<RuleProblem> problems = new ArrayList<>();
    private int count;

    /** Adds one. */
    public void add(RuleProblem problem) {
        count++;
        if (problems.size() < MAX) {
            problems.add(problem);
        }
    }

    /** What was found, in the order in which it was added. */
    public List<RuleProblem> list() {
        if (count <= MAX) {
            return List.copyOf(problems);
        }
        List<RuleProblem> told = new ArrayList<>(problems);
        String message = "there are " + count + " problems in all, of which these are the first " + MAX;
        told.add(new RuleProblem(null, 0, "", "", RuleProblem.Reason.TOO_MANY_PROBLEMS.name(), message, 0));
        return told;
    }
}
