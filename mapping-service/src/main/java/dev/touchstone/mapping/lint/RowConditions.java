package dev.touchstone.mapping.lint;

import dev.touchstone.mapping.classify.CaseFold;
import dev.touchstone.mapping.classify.ChannelRule;
import dev.touchstone.mapping.classify.ConditionGroup;
import dev.touchstone.mapping.classify.OfflineRule;
import dev.touchstone.mapping.classify.RuleCells;
import dev.touchstone.mapping.classify.RuleField;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a row asks for, whatever the order and the case it is written in.
 *
 * @param cells clauses that must all hold
 * @param groups of which one must hold, too; none if the cells are all
 */
record RowConditions(Set<Clause> cells, Set<Set<Clause>> groups) {
    /** What the columns of the online sheet are about. */
    private static final List<RuleField> FIELDS = List.of(
            RuleField.CAMPAIGN,
            RuleField.MEDIUM,
            RuleField.SOURCE,
            RuleField.LANDING_PAGE,
            RuleField.REFERRING_WEBSITE);

    RowConditions {
        cells = Set.copyOf(cells);
        groups = Set.copyOf(groups);
    }

    /** @throws IllegalArgumentException if a cell or a condition is not valid */
    static RowConditions of(ChannelRule rule) {
        Set<Clause> cells = new LinkedHashSet<>();
        for (int i = 0; i < FIELDS.size(); i++) {
            String cell = rule.cells().cell(RuleCells.COLUMNS.get(i));
            if (!cell.isEmpty()) {
                cells.add(Clause.ofCell(false, Atom.Subject.of(FIELDS.get(i)), cell));
            }
        }
        return new RowConditions(cells, groups(rule.anyOf()));
    }

    /** @throws IllegalArgumentException if a condition is not valid */
    static RowConditions of(OfflineRule rule) {
        Set<Clause> cells = rule.campaignType().isEmpty() ? Set.of() : Set.of(ofType(rule.campaignType()));
        return new RowConditions(cells, groups(rule.anyOf()));
    }

    /** The type of a campaign and the channel of a program are the medium of the key. */
    private static Clause ofType(String campaignType) {
        Shape shape = new Shape.Whole(CaseFold.fold(campaignType));
        return Clause.of(Atom.of(Atom.Subject.of(RuleField.MEDIUM), shape));
    }

    private static Set<Set<Clause>> groups(List<ConditionGroup> anyOf) {
        return anyOf.stream()
                .map(group -> group.conditions().stream().map(Clause::of).collect(Collectors.toSet()))
                .collect(Collectors.toSet());
    }

    /** The ways to match: all clauses of one of these hold. */
    List<Set<Clause>> ways() {
        if (groups.isEmpty()) {
            return List.of(cells);
        }
        return groups.stream().map(this::withCells).toList();
    }

    private Set<Clause> withCells(Set<Clause> group) {
        Set<Clause> way = new LinkedHashSet<>(cells);
        way.addAll(group);
        return way;
    }
}
