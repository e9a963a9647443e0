package dev.touchstone.touchpoint.rule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the groups of conditions of a list are tested: field by field instead of rule by rule.
 *
 * @param rules of each group the expression it is of, ascending
 * @param slots the fields, those that most groups test first
 * @param late of each group the conditions that are tested last
 */
record RulePlan(List<Integer> rules, List<Slot> slots, List<List<LateTest>> late) {
    RulePlan {
        rules = List.copyOf(rules);
        slots = List.copyOf(slots);
        late = late.stream().map(List::copyOf).toList();
    }

    /** A field and what is tested of it. */
    record Slot(FieldName field, List<Column> columns) {
        Slot {
            columns = List.copyOf(columns);
        }
    }

    static RulePlan of(List<Expression> expressions, RuleCircumstances circumstances) {
        Builder builder = new Builder(circumstances);
        for (int rule = 0; rule < expressions.size(); rule++) {
            for (List<Condition> group : expressions.get(rule).groups()) {
                builder.add(rule, group);
            }
        }
        return builder.build();
    }

    private static final class Builder {
        private final RuleCircumstances circumstances;
        private final List<Integer> rules = new ArrayList<>();
        private final List<List<LateTest>> late = new ArrayList<>();
        private final Map<Condition, LateTest> lateTests = new HashMap<>();
        private final Map<FieldName, Map<Axis, List<Placed>>> fields = new LinkedHashMap<>();

        private Builder(RuleCircumstances circumstances) {
            this.circumstances = circumstances;
        }

        private void add(int rule, List<Condition> conditions) {
            int group = rules.size();
            rules.add(rule);
            late.add(new ArrayList<>());
            for (Condition condition : conditions) {
                List<FieldValue> operands = condition.values().stream()
                        .map(operand -> ConditionTest.value(operand, circumstances))
                        .toList();
                Axis axis = Axis.of(condition.operator(), operands);
                if (axis == Axis.LATE) {
                    late.get(group).add(lateTests.computeIfAbsent(condition, this::lateTest));
                } else {
                    fields.computeIfAbsent(condition.field(), field -> new LinkedHashMap<>())
                            .computeIfAbsent(axis, key -> new ArrayList<>())
                            .add(new Placed(group, condition, operands));
                }
            }
        }

        private LateTest lateTest(Condition condition) {
            return new LateTest(condition.field(), ConditionTest.of(condition, circumstances));
        }

        private RulePlan build() {
            List<Slot> slots = fields.entrySet().stream()
                    .sorted(Comparator.comparingLong(field -> -groupsTesting(field.getValue())))
                    .map(field -> new Slot(
                            field.getKey(),
                            field.getValue().entrySet().stream()
                                    .map(axis -> column(axis.getKey(), axis.getValue()))
                                    .toList()))
                    .toList();
            return new RulePlan(rules, slots, late);
        }

        private static long groupsTesting(Map<Axis, List<Placed>> axes) {
            return axes.values().stream()
                    .flatMap(List::stream)
                    .map(Placed::group)
                    .distinct()
                    .count();
        }

        private Column column(Axis axis, List<Placed> conditions) {
            if (axis == Axis.TEXT) {
                TextColumn.Builder column = new TextColumn.Builder();
                conditions.forEach(
                        placed -> column.add(placed.group(), placed.condition().operator(), placed.operands()));
                return column.build(rules.size());
            }
            Map<Condition, List<Integer>> groups = new LinkedHashMap<>();
            conditions.forEach(placed -> groups.computeIfAbsent(placed.condition(), key -> new ArrayList<>())
                    .add(placed.group()));
            List<FieldValue> operands = conditions.stream()
                    .flatMap(placed -> placed.operands().stream())
                    .toList();
            return new ClassColumn(
                    ValueClasses.of(axis, operands, circumstances.zone()),
                    rules.size(),
                    groups.entrySet().stream()
                            .map(entry -> new ClassColumn.Clause(
                                    ConditionTest.of(entry.getKey(), circumstances), entry.getValue()))
                            .toList());
        }
    }

    /** A condition, the group it is in, and what it compares with. */
    private record Placed(int group, Condition condition, List<FieldValue> operands) {}
}
