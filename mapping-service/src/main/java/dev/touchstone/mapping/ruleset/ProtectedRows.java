package dev.touchstone.mapping.ruleset;

import dev.touchstone.mapping.classify.Column;
import dev.touchstone.mapping.classify.ConditionSyntax;
import dev.touchstone.mapping.classify.RuleCells;
import dev.touchstone.mapping.ruleset.RuleProblem.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Checks that the rows with the note "Do Not Remove" are still there with the same cells. Where they put what they match, and
 * where they stand, may change.
 */
final class ProtectedRows {
    private static final String NOTE = "Note";

    /** Everything of a row but its place, its channel and its note. */
    private record Conditions(RuleCells cells, String moreConditions) {
        static Conditions of(WrittenRule rule) {
            String more = rule.moreConditions();
            boolean comparable =
                    !more.isEmpty() && ConditionSyntax.problem(more).isEmpty();
            return new Conditions(
                    rule.cells(), comparable ? ConditionSyntax.format(ConditionSyntax.parse(more)) : more);
        }
    }

    private record Row(int number, WrittenRule rule) {}

    private final Map<Conditions, List<Row>> unprotected = new HashMap<>();
    private final Map<Conditions, List<Row>> kept = new HashMap<>();

    private ProtectedRows(WrittenRules rules) {
        for (int row = 1; row <= rules.size(); row++) {
            WrittenRule rule = rules.row(row);
            (rule.isProtected() ? kept : unprotected)
                    .computeIfAbsent(Conditions.of(rule), conditions -> new ArrayList<>())
                    .add(new Row(row, rule));
        }
    }

    /** Adds what is wrong with the protected rows of the base. */
    static void check(WrittenRules base, WrittenRules rules, RuleProblems problems) {
        List<Row> demanded = new ArrayList<>();
        for (int row = 1; row <= base.size(); row++) {
            if (base.row(row).isProtected()) {
                demanded.add(new Row(row, base.row(row)));
            }
        }
        if (!demanded.isEmpty()) {
            new ProtectedRows(rules).check(demanded).forEach(problems::add);
        }
    }

    private List<RuleProblem> check(List<Row> demanded) {
        List<Row> lost =
                demanded.stream().filter(row -> takeSame(kept, row).isEmpty()).toList();
        List<Row> strangers =
                new ArrayList<>(kept.values().stream().flatMap(List::stream).toList());
        return lost.stream().map(row -> problem(row, strangers)).toList();
    }

    private RuleProblem problem(Row lost, List<Row> strangers) {
        Optional<Row> withoutNote = takeSame(unprotected, lost);
        if (withoutNote.isPresent()) {
            return changed(
                    withoutNote.get(),
                    NOTE,
                    withoutNote.get().rule().note(),
                    lost.rule().note());
        }
        Iterator<Row> candidates = strangers.iterator();
        while (candidates.hasNext()) {
            Row candidate = candidates.next();
            if (candidate.rule().path().equals(lost.rule().path())) {
                candidates.remove();
                Column column = Stream.concat(RuleCells.COLUMNS.stream(), Stream.of(Column.MORE_CONDITIONS))
                        .filter(one ->
                                !candidate.rule().cell(one).equals(lost.rule().cell(one)))
                        .findFirst()
                        .orElse(Column.CAMPAIGN);
                return changed(
                        candidate,
                        column.heading(),
                        candidate.rule().cell(column),
                        lost.rule().cell(column));
            }
        }
        String message = "row " + lost.number() + " of the version before, "
                + lost.rule().path() + " for " + shown(lost)
                + ", is protected: put it back, at any place and in any channel";
        return new RuleProblem(
                lost.rule().sheet(), 0, "", shown(lost), Reason.PROTECTED_ROW_MISSING.name(), message, 0);
    }

    private static RuleProblem changed(Row row, String column, String value, String before) {
        String message = "the row is protected: write \"" + before + "\" again, as it was";
        return new RuleProblem(
                row.rule().sheet(), row.number(), column, value, Reason.PROTECTED_ROW_CHANGED.name(), message, 0);
    }

    private static Optional<Row> takeSame(Map<Conditions, List<Row>> rows, Row wanted) {
        List<Row> same = rows.getOrDefault(Conditions.of(wanted.rule()), List.of());
        return same.isEmpty() ? Optional.empty() : Optional.of(same.removeFirst());
    }

    /** The cells that are not empty, for people. */
    private static String shown(Row row) {
        List<String> cells = Stream.concat(RuleCells.COLUMNS.stream(), Stream.of(Column.MORE_CONDITIONS))
                .filter(column -> !row.rule().cell(column).isEmpty())
                .map(column -> column.heading() + " " + row.rule().cell(column))
                .toList();
        return String.join(", ", cells);
    }
}
