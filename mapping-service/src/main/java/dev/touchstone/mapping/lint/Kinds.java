package dev.touchstone.mapping.lint;

import dev.touchstone.mapping.classify.RuleField;
import dev.touchstone.mapping.detect.Detector;
import dev.touchstone.mapping.detect.Medium;
import java.util.function.Predicate;

/** Kinds of rows, where their order is a convention. */
final class Kinds {
    private Kinds() {}

    /** True if the row asks for nothing but that values are there. */
    static boolean isCatchAll(RowConditions row) {
        return row.ways().stream()
                .allMatch(way -> way.stream()
                        .allMatch(clause ->
                                !clause.negated() && clause.atoms().stream().anyMatch(Kinds::isAny)));
    }

    private static boolean isAny(Atom atom) {
        return atom.test() instanceof Atom.Passes(Shape.Any ignored);
    }

    /** True if a cell asks for paid visits by detectors alone. */
    static boolean isPaidDetector(RowConditions row) {
        return hasClause(row, clause -> clause.atoms().stream().allMatch(atom -> is(atom, Kinds::isPaid)));
    }

    private static boolean isPaid(Detector detector) {
        return detector instanceof Detector.PaidSearch
                || detector instanceof Detector.PaidSocial
                || detector instanceof Detector.GoogleDisplay
                || detector instanceof Detector.DoubleClick;
    }

    /** True if a cell asks for mediums that are paid for and for no other. */
    static boolean isPaidMedium(RowConditions row) {
        return hasClause(row, clause -> clause.atoms().stream().allMatch(Kinds::isPaidMedium));
    }

    private static boolean isPaidMedium(Atom atom) {
        if (atom.subject().field() != RuleField.MEDIUM || !(atom.test() instanceof Atom.Passes(Shape pattern))) {
            return false;
        }
        return (pattern instanceof Shape.Whole(String whole) && Medium.isPaid(whole))
                || (pattern instanceof Shape.Start(String start) && Medium.isPaid(start))
                || (pattern instanceof Shape.End(String end) && Medium.isPaid(end))
                || (pattern instanceof Shape.Part(String part) && Medium.isPaid(part));
    }

    /** True if a cell asks for unpaid visits from search engines or social networks. */
    static boolean isOrganic(RowConditions row) {
        return hasClause(row, clause -> clause.atoms().stream().anyMatch(atom -> is(atom, Kinds::isUnpaid)));
    }

    /**
     * True if a cell asks for those, or for something else. A detector of unpaid visits by itself sees none with a paid medium, so a
     * row of a paid medium may well come after it.
     */
    static boolean isOrganicAndMore(RowConditions row) {
        return hasClause(
                row,
                clause -> clause.atoms().stream().anyMatch(atom -> is(atom, Kinds::isUnpaid))
                        && !clause.atoms().stream().allMatch(atom -> is(atom, Kinds::isUnpaid)));
    }

    private static boolean isUnpaid(Detector detector) {
        return detector instanceof Detector.OrganicSearch || detector instanceof Detector.Social;
    }

    private static boolean is(Atom atom, Predicate<Detector> kind) {
        return atom.test() instanceof Atom.Passes(Shape.Seen(Detector detector)) && kind.test(detector);
    }

    private static boolean hasClause(RowConditions row, Predicate<Clause> kind) {
        return row.ways().stream()
                .allMatch(way -> way.stream().anyMatch(clause -> !clause.negated() && kind.test(clause)));
    }
}
