package dev.touchstone.mapping.lint;

import dev.touchstone.mapping.classify.RuleCondition;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One cell or one condition: one of its atoms holds or, negated, none of them does.
 *
 * @param atoms at least one
 */
record Clause(boolean negated, Set<Atom> atoms) {
    Clause {
        atoms = Set.copyOf(atoms);
    }

    static Clause of(Atom atom) {
        return new Clause(false, Set.of(atom));
    }

    /** A cell that is not empty, or one of further conditions. */
    static Clause ofCell(boolean negated, Atom.Subject subject, String cell) {
        return new Clause(
                negated,
                Shape.ofCell(cell, subject.field().isHost()).stream()
                        .map(shape -> Atom.of(subject, shape))
                        .collect(Collectors.toSet()));
    }

    /** A further condition. */
    static Clause of(RuleCondition condition) {
        Atom.Subject subject = new Atom.Subject(condition.field(), condition.parameter());
        return switch (condition.test()) {
            case RuleCondition.Cell(String cell) -> ofCell(condition.negated(), subject, cell);
            case RuleCondition.Regex(String regex) ->
                new Clause(condition.negated(), Set.of(new Atom(subject, new Atom.Finds(regex))));
        };
    }
}
