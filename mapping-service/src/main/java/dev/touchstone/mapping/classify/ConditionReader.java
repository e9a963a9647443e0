package dev.touchstone.mapping.classify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads a line of further conditions from left to right (see {@link ConditionSyntax}). */
final class ConditionReader {
    private static final String OPERATORS = "=, !=, ~ or !~";
    private static final String PARAMETER_PREFIX = CaseFold.fold(RuleField.QUERY_PARAMETER.words() + ".");
    private static final String FIELDS = Arrays.stream(RuleField.values())
            .map(field -> field == RuleField.QUERY_PARAMETER ? "Parameter.name" : field.words())
            .collect(Collectors.joining(", "));

    private final String line;
    private int at;

    private ConditionReader(String line) {
        this.line = line;
    }

    static List<ConditionGroup> read(String line) throws Unreadable {
        return line.isBlank() ? List.of() : new ConditionReader(line).groups();
    }

    private List<ConditionGroup> groups() {
        List<ConditionGroup> groups = new ArrayList<>();
        do {
            if (groups.size() == ConditionSyntax.MAX_GROUPS) {
                throw unreadable(at, "write at most " + ConditionSyntax.MAX_GROUPS + " groups");
            }
            groups.add(group());
        } while (takes('|'));
        return groups;
    }

    private ConditionGroup group() {
        List<RuleCondition> conditions = new ArrayList<>();
        do {
            if (conditions.size() == ConditionSyntax.MAX_CONDITIONS) {
                throw unreadable(at, "write at most " + ConditionSyntax.MAX_CONDITIONS + " conditions in a group");
            }
            conditions.add(condition());
        } while (takes('&'));
        return new ConditionGroup(conditions);
    }

    private RuleCondition condition() {
        skipBlanks();
        int start = at;
        while (at < line.length() && "=~!|&\"".indexOf(line.charAt(at)) < 0) {
            at++;
        }
        String name = line.substring(start, at).strip();
        RuleField field = field(name, start);
        String parameter =
                field == RuleField.QUERY_PARAMETER ? CaseFold.fold(name.substring(PARAMETER_PREFIX.length())) : "";
        boolean negated = takes('!');
        boolean regex = operatorIsRegex();
        skipBlanks();
        int valueStart = at;
        String value = takes('"') ? quotedValue(valueStart) : plainValue();
        RuleCondition.Test test = regex ? new RuleCondition.Regex(value) : new RuleCondition.Cell(value);
        RuleCondition condition = new RuleCondition(field, parameter, negated, test);
        Optional<String> problem = ConditionSyntax.problem(condition);
        if (problem.isPresent()) {
            throw unreadable(valueStart, problem.get());
        }
        return condition;
    }

    private RuleField field(String name, int start) {
        String folded = CaseFold.fold(name);
        if (folded.startsWith(PARAMETER_PREFIX)) {
            return RuleField.QUERY_PARAMETER;
        }
        for (RuleField field : RuleField.values()) {
            if (field != RuleField.QUERY_PARAMETER
                    && CaseFold.fold(field.words()).equals(folded)) {
                return field;
            }
        }
        throw unreadable(start, "expected a field, one of " + FIELDS);
    }

    private boolean operatorIsRegex() {
        if (at < line.length() && (line.charAt(at) == '=' || line.charAt(at) == '~')) {
            return line.charAt(at++) == '~';
        }
        throw unreadable(at, "expected " + OPERATORS);
    }

    private String plainValue() {
        int start = at;
        while (at < line.length() && "|&\"".indexOf(line.charAt(at)) < 0) {
            at++;
        }
        if (at < line.length() && line.charAt(at) == '"') {
            throw unreadable(
                    at, "expected no \" within a value: write the whole value in double quotes, this one as \\\"");
        }
        return line.substring(start, at).strip();
    }

    private String quotedValue(int start) {
        StringBuilder value = new StringBuilder();
        while (at < line.length() && line.charAt(at) != '"') {
            if (line.charAt(at) == '\\') {
                at++;
                if (at == line.length() || (line.charAt(at) != '"' && line.charAt(at) != '\\')) {
                    throw unreadable(at, "expected \" or \\ behind a \\ in double quotes: write \\ as \\\\");
                }
            }
            value.append(line.charAt(at++));
        }
        if (!takes('"')) {
            throw unreadable(start, "expected a \" at the end of the value that begins here");
        }
        skipBlanks();
        if (at < line.length() && line.charAt(at) != '|' && line.charAt(at) != '&') {
            throw unreadable(at, "expected & or | or the end behind a value in double quotes");
        }
        return value.toString();
    }

    private boolean takes(char expected) {
        if (at < line.length() && line.charAt(at) == expected) {
            at++;
            return true;
        }
        return false;
    }

    private void skipBlanks() {
        while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
            at++;
        }
    }

    private Unreadable unreadable(int position, String expectation) {
        int column = line.codePointCount(0, Math.min(position, line.length())) + 1;
        return new Unreadable("at column " + column + ": " + expectation);
    }

    /** What is wrong with a line. */
    static final class Unreadable extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        Unreadable(String sentence) {
            super(sentence);
        }

        String sentence() {
            return String.valueOf(getMessage());
        }
    }
}
