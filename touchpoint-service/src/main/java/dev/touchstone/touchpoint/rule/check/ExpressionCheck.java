package dev.touchstone.touchpoint.rule.check;

import dev.touchstone.touchpoint.rule.Condition;
import dev.touchstone.touchpoint.rule.Expression;
import dev.touchstone.touchpoint.rule.FieldType;
import dev.touchstone.touchpoint.rule.FieldValue;
import dev.touchstone.touchpoint.rule.KnownField;
import dev.touchstone.touchpoint.rule.Operand;
import dev.touchstone.touchpoint.rule.Operator;
import dev.touchstone.touchpoint.rule.check.ExpressionDraft.ConditionDraft;
import dev.touchstone.touchpoint.rule.check.ExpressionDraft.ValueDraft;
import dev.touchstone.touchpoint.rule.check.RuleProblem.Reason;
import dev.touchstone.touchpoint.rule.text.ExpressionParser;
import dev.touchstone.touchpoint.rule.text.ExpressionText;
import dev.touchstone.touchpoint.rule.text.Parsed;
import dev.touchstone.touchpoint.rule.text.ParsedExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Checks expressions, as structures and as lines of text. */
final class ExpressionCheck {
    static final int MAX_GROUPS = 50;
    static final int MAX_CONDITIONS = 50;
    static final int MAX_LINE = 20_000;

    private static final Operand EMPTY_TEXT = new Operand.Fixed(new FieldValue.Text(""));

    private final Problems problems;
    private final FieldCheck fields;
    private final ValueCheck values;

    ExpressionCheck(FieldCheck fields, Problems problems) {
        this.problems = problems;
        this.fields = fields;
        this.values = new ValueCheck(problems);
    }

    /** Finds the place of a condition by its group and its number there. */
    private interface Places {
        ConditionPlace of(int group, int condition);
    }

    Optional<Expression> line(String path, String text) {
        if (!problems.requireText(Spot.at(path), text, MAX_LINE)) {
            return Optional.empty();
        }
        return switch (ExpressionParser.parse(text)) {
            case Parsed.Done<ParsedExpression>(ParsedExpression parsed) ->
                check(
                        path,
                        draft(parsed.expression()),
                        (group, condition) -> new ConditionPlace.InLine(
                                path, parsed.columns().get(group).get(condition)));
            case Parsed.Failed<ParsedExpression>(int column, String message) -> {
                problems.add(new Spot(path, column), Reason.INVALID_SYNTAX, message);
                yield Optional.empty();
            }
        };
    }

    Optional<Expression> structure(String path, ExpressionDraft draft) {
        return check(
                path,
                draft,
                (group, condition) ->
                        new ConditionPlace.InStructure(path + ".groups[" + group + "].conditions[" + condition + "]"));
    }

    private static ExpressionDraft draft(Expression expression) {
        return new ExpressionDraft(expression.groups().stream()
                .map(group -> group.stream().map(ExpressionCheck::draft).toList())
                .toList());
    }

    private static ConditionDraft draft(Condition condition) {
        return new ConditionDraft(
                condition.field().text(),
                condition.operator(),
                condition.values().stream()
                        .<ValueDraft>map(ValueDraft.Given::new)
                        .toList());
    }

    /** What is accepted can be written as a line, which is accepted again. */
    private Optional<Expression> check(String path, ExpressionDraft draft, Places places) {
        int before = problems.count();
        List<List<ConditionDraft>> sent = draft.groups();
        if (!problems.requireSize(Spot.at(path), "groups", sent.size(), MAX_GROUPS)) {
            return Optional.empty();
        }
        List<List<Condition>> groups = new ArrayList<>();
        for (int group = 0; group < sent.size(); group++) {
            List<Condition> conditions = new ArrayList<>();
            int size = sent.get(group).size();
            Spot spot = places.of(group, 0) instanceof ConditionPlace.InLine line
                    ? line.field()
                    : Spot.at(path + ".groups[" + group + "]");
            if (problems.requireSize(spot, "conditions", size, MAX_CONDITIONS)) {
                for (int i = 0; i < size; i++) {
                    condition(places.of(group, i), sent.get(group).get(i)).ifPresent(conditions::add);
                }
            }
            groups.add(conditions);
        }
        if (problems.count() > before) {
            return Optional.empty();
        }
        Expression expression = new Expression(groups);
        return problems.limitLine(Spot.at(path), ExpressionText.of(expression), MAX_LINE)
                ? Optional.of(expression)
                : Optional.empty();
    }

    private Optional<Condition> condition(ConditionPlace place, ConditionDraft draft) {
        Optional<KnownField> field = fields.find(place.field(), draft.field());
        Operator operator = draft.operator();
        if (operator == null) {
            problems.add(place.operator(), Reason.UNKNOWN_ENUM_VALUE, "must be a test that is known");
            return Optional.empty();
        }
        if (field.isEmpty()) {
            return Optional.empty();
        }
        KnownField known = field.get();
        if (isTestOfEmptiness(draft, operator)) {
            return Optional.of(new Condition(
                    known.name(),
                    operator == Operator.IS_EQUAL_TO ? Operator.IS_NULL : Operator.IS_NOT_NULL,
                    List.of()));
        }
        if (!operator.types().contains(known.type())) {
            problems.add(place.operator(), Reason.WRONG_TYPE, misfit(known, operator));
            return Optional.empty();
        }
        return values.values(place, known, operator, draft)
                .map(operands -> new Condition(known.name(), operator, operands));
    }

    /** An empty text is no value: who compares with one asks whether there is any (requirement, section 3.3, R05). */
    private static boolean isTestOfEmptiness(ConditionDraft draft, Operator operator) {
        return (operator == Operator.IS_EQUAL_TO || operator == Operator.IS_NOT_EQUAL_TO)
                && draft.values().equals(List.of(new ValueDraft.Given(EMPTY_TEXT)));
    }

    private static String misfit(KnownField field, Operator operator) {
        String tested = operator.types().stream()
                .sorted()
                .map((FieldType type) -> TypeWords.of(type))
                .collect(Collectors.joining(", "));
        return "`" + operator.text() + "` tests " + tested + ", but "
                + field.name().text() + " is " + TypeWords.of(field.type());
    }
}
