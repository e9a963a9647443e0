package dev.touchstone.mapping.classify;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Further conditions as one line of text: {@code Landing Path = /events* & Parameter.promo != 5off | Campaign ~ ^q[1-4]}.
 *
 * <p><b>Shape:</b> groups are separated by {@code |}, the conditions of a group by {@code &}, each with a blank on either
 * side when we write them. A condition is a field, one of {@code =}, {@code !=}, {@code ~} and {@code !~}, and a cell or, behind
 * {@code ~}, a regular expression. What holds {@code |}, {@code &} or {@code "}, or begins or ends with a blank, stands in double
 * quotes; {@code "} and <code>\</code> are then written <code>\"</code> and <code>\\</code>, and only there.
 *
 * <p><b>Boundaries:</b> a line has at most {@value #MAX_CHARACTERS} UTF-16 code units, a row at most {@value #MAX_GROUPS}
 * groups, a group 1 to {@value #MAX_CONDITIONS} conditions.
 */
public final class ConditionSyntax {
    /** Longest line, in UTF-16 code units. */
    public static final int MAX_CHARACTERS = 20_000;
    /** Groups of a row at most. */
    public static final int MAX_GROUPS = 20;
    /** Conditions of a group at most. */
    public static final int MAX_CONDITIONS = 20;

    private ConditionSyntax() {}

    /**
     * What is wrong with a line, in a sentence that names the column, from 1 upwards, and what was expected there; empty if
     * nothing is. The empty line is right and stands for no groups.
     */
    public static Optional<String> problem(String line) {
        if (line.length() > MAX_CHARACTERS) {
            return Optional.of("has " + line.length() + " characters: write at most " + MAX_CHARACTERS);
        }
        try {
            ConditionReader.read(line);
            return Optional.empty();
        } catch (ConditionReader.Unreadable e) {
            return Optional.of(e.sentence());
        }
    }

    /** What is wrong with the groups of a row, in a sentence that names group and condition; empty if nothing is. */
    public static Optional<String> problem(List<ConditionGroup> groups) {
        if (groups.size() > MAX_GROUPS) {
            return Optional.of("has " + groups.size() + " groups: write at most " + MAX_GROUPS);
        }
        for (int i = 0; i < groups.size(); i++) {
            Optional<String> problem = problemOfGroup(groups.get(i), i + 1);
            if (problem.isPresent()) {
                return problem;
            }
        }
        int characters = format(groups).length();
        return characters <= MAX_CHARACTERS
                ? Optional.empty()
                : Optional.of("has " + characters + " characters as a line: write at most " + MAX_CHARACTERS);
    }

    private static Optional<String> problemOfGroup(ConditionGroup group, int number) {
        int size = group.conditions().size();
        if (size == 0 || size > MAX_CONDITIONS) {
            return Optional.of("has " + size + " conditions in group " + number + ": write 1 to " + MAX_CONDITIONS);
        }
        for (int i = 0; i < size; i++) {
            Optional<String> problem = problem(group.conditions().get(i));
            if (problem.isPresent()) {
                return Optional.of("in group " + number + ", condition " + (i + 1) + ": " + problem.get());
            }
        }
        return Optional.empty();
    }

    /** What is wrong with one condition, in a sentence; empty if nothing is. */
    public static Optional<String> problem(RuleCondition condition) {
        Optional<String> problem = problemOfParameter(condition);
        if (problem.isPresent()) {
            return problem;
        }
        return switch (condition.test()) {
            case RuleCondition.Cell(String cell) ->
                problemOfCell(cell, condition.field()).map(text -> "\"" + cell + "\" " + text);
            case RuleCondition.Regex(String regex) ->
                RegexSyntax.problem(regex).map(text -> "\"" + shortened(regex) + "\" " + text);
        };
    }

    private static Optional<String> problemOfParameter(RuleCondition condition) {
        String name = condition.parameter();
        if (condition.field() != RuleField.QUERY_PARAMETER) {
            return name.isEmpty()
                    ? Optional.empty()
                    : Optional.of(condition.field().words() + " has no parameter: only Parameter.name does");
        }
        if (name.isEmpty() || name.length() > MappingKey.MAX_PARAMETER_NAME_CHARACTERS) {
            return Optional.of("the name of a query parameter has 1 to " + MappingKey.MAX_PARAMETER_NAME_CHARACTERS
                    + " characters: write Parameter.name");
        }
        boolean writable = CaseFold.isLowerCase(name)
                && name.chars().noneMatch(c -> Character.isWhitespace(c) || "=~!|&\"".indexOf(c) >= 0);
        return writable
                ? Optional.empty()
                : Optional.of(
                        "the name of a query parameter is in lower case and without blanks, =, ~, !, |, & and \"");
    }

    private static Optional<String> problemOfCell(String cell, RuleField field) {
        if (cell.isEmpty()) {
            return Optional.of("is empty: write a cell, or != * for an empty value");
        }
        if (cell.indexOf(';') >= 0 && cell.indexOf('[') >= 0 && field.allowsDetectors()) {
            return Optional.of("has a detector among alternatives: a detector is the whole cell of a condition");
        }
        return CellSyntax.problem(cell, field.allowsDetectors(), field.isHost());
    }

    private static String shortened(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "...";
    }

    /**
     * Reads a line.
     *
     * @return its groups; none for the empty line
     * @throws IllegalArgumentException if {@link #problem(String)} finds anything
     */
    public static List<ConditionGroup> parse(String line) {
        Optional<String> problem = problem(line);
        if (problem.isPresent()) {
            throw new IllegalArgumentException("the further conditions: " + problem.get());
        }
        return ConditionReader.read(line);
    }

    /** Writes groups as a line that {@link #parse} reads as the same groups, if nothing is wrong with them. */
    public static String format(List<ConditionGroup> groups) {
        return groups.stream().map(ConditionSyntax::format).collect(Collectors.joining(" | "));
    }

    /** Writes one group. */
    public static String format(ConditionGroup group) {
        return group.conditions().stream().map(ConditionSyntax::format).collect(Collectors.joining(" & "));
    }

    /** Writes one condition. */
    public static String format(RuleCondition condition) {
        String field = condition.field() == RuleField.QUERY_PARAMETER
                ? condition.field().words() + "." + condition.parameter()
                : condition.field().words();
        String not = condition.negated() ? "!" : "";
        return switch (condition.test()) {
            case RuleCondition.Cell(String cell) -> field + " " + not + "= " + quoted(cell);
            case RuleCondition.Regex(String regex) -> field + " " + not + "~ " + quoted(regex);
        };
    }

    private static String quoted(String text) {
        boolean plain = !text.isEmpty()
                && text.equals(text.strip())
                && text.chars().noneMatch(c -> c == '|' || c == '&' || c == '"');
        return plain ? text : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
