package dev.touchstone.mapping.lint;

import java.util.Collection;
import java.util.Set;

/** How clauses, which must hold together, relate to each other. An answer "yes" is always right; "no" also means "not known". */
final class Clauses {
    /** Above so many pairs of atoms a pair of clauses is not looked at: nobody reads cells of hundreds of alternatives anyway. */
    private static final int MAX_PAIRS = 100_000;

    private Clauses() {}

    /** True if the other clause holds whenever all these do; the pairs are looked at one by one. */
    static boolean imply(Collection<Clause> known, Clause other) {
        return known.contains(other) || known.stream().anyMatch(clause -> implies(clause, other));
    }

    private static boolean implies(Clause one, Clause other) {
        if (tooMany(one, other)) {
            return false;
        }
        if (one.negated()) {
            return other.negated() && other.atoms().stream().allMatch(refused -> implies(refused, one.atoms()));
        }
        if (other.negated()) {
            return one.atoms().stream().allMatch(atom -> other.atoms().stream().allMatch(no -> disjoint(atom, no)));
        }
        return one.atoms().stream().allMatch(atom -> implies(atom, other.atoms()));
    }

    /** True if the clauses can never hold all together. */
    static boolean contradict(Collection<Clause> clauses) {
        for (Clause one : clauses) {
            if (!one.negated() && clauses.stream().anyMatch(other -> !one.equals(other) && excludes(one, other))) {
                return true;
            }
        }
        return false;
    }

    private static boolean excludes(Clause one, Clause other) {
        if (tooMany(one, other)) {
            return false;
        }
        return other.negated()
                ? one.atoms().stream().allMatch(atom -> implies(atom, other.atoms()))
                : one.atoms().stream().allMatch(atom -> other.atoms().stream().allMatch(no -> disjoint(atom, no)));
    }

    private static boolean tooMany(Clause one, Clause other) {
        return (long) one.atoms().size() * other.atoms().size() > MAX_PAIRS;
    }

    private static boolean implies(Atom one, Set<Atom> others) {
        return others.contains(one) || others.stream().anyMatch(other -> implies(one, other));
    }

    private static boolean implies(Atom one, Atom other) {
        return one.subject().equals(other.subject())
                && one.test() instanceof Atom.Passes(Shape pattern)
                && other.test() instanceof Atom.Passes(Shape wider)
                && Shapes.implies(pattern, wider);
    }

    private static boolean disjoint(Atom one, Atom other) {
        return one.subject().equals(other.subject())
                && !one.subject().isMany()
                && one.test() instanceof Atom.Passes(Shape pattern)
                && other.test() instanceof Atom.Passes(Shape another)
                && Shapes.disjoint(pattern, another);
    }
}
