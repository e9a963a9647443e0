package dev.touchstone.touchpoint.rule.text;

import dev.touchstone.touchpoint.rule.Condition;
import dev.touchstone.touchpoint.rule.Expression;
import dev.touchstone.touchpoint.rule.FieldName;
import dev.touchstone.touchpoint.rule.Operand;
import dev.touchstone.touchpoint.rule.RecordObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads an expression from one line of text:
 *
 * <pre>{@code
 * Campaign.Type is equal to "Webinar" and CampaignMember.HasResponded is equal to true or Campaign.Name contains "demo"
 * }</pre>
 *
 * {@code and} binds more tightly than {@code or}. Parentheses may stand around anything that is then still groups of conditions:
 * {@code (A or B) and C} is refused, because it is not. Words may have any case, and any blanks between them. A list of values
 * may stand in parentheses.
 */
public final class ExpressionParser {
    private static final int MAX_DEPTH = 50;

    private final String text;
    private final List<Token> tokens;
    private int at;

    private ExpressionParser(String text) {
        this.text = text;
        this.tokens = Lexer.tokens(text);
    }

    /** Reads a text; fields are of known objects, but nothing else of them is checked, nor whether values fit. */
    public static Parsed<ParsedExpression> parse(String text) {
        try {
            ExpressionParser parser = new ExpressionParser(text);
            List<List<Located>> groups = parser.alternatives(0);
            parser.expectEnd();
            return new Parsed.Done<>(parsed(groups));
        } catch (SyntaxError e) {
            return e.in(text);
        }
    }

    /** A condition and where it stands. */
    private record Located(Condition condition, ParsedExpression.Columns columns) {}

    private static ParsedExpression parsed(List<List<Located>> groups) {
        return new ParsedExpression(
                new Expression(groups.stream()
                        .map(group -> group.stream().map(Located::condition).toList())
                        .toList()),
                groups.stream()
                        .map(group -> group.stream().map(Located::columns).toList())
                        .toList());
    }

    private List<List<Located>> alternatives(int depth) {
        List<List<Located>> groups = new ArrayList<>(conjunction(depth));
        while (token().isWord("or")) {
            at++;
            groups.addAll(conjunction(depth));
        }
        return groups;
    }

    private List<List<Located>> conjunction(int depth) {
        Token start = token();
        List<List<Located>> groups = primary(depth);
        if (!token().isWord("and")) {
            return groups;
        }
        List<Located> joined = new ArrayList<>(single(groups, start));
        while (token().isWord("and")) {
            at++;
            Token next = token();
            joined.addAll(single(primary(depth), next));
        }
        return List.of(joined);
    }

    private static List<Located> single(List<List<Located>> groups, Token start) {
        if (groups.size() > 1) {
            throw new SyntaxError(
                    start.start(),
                    "`or` cannot stand within what `and` joins: write each alternative in full, such as A and C or B and C");
        }
        return groups.getFirst();
    }

    private List<List<Located>> primary(int depth) {
        if (token().kind() != Token.Kind.OPEN) {
            return List.of(List.of(condition()));
        }
        if (depth == MAX_DEPTH) {
            throw new SyntaxError(token().start(), "at most " + MAX_DEPTH + " parentheses may stand within each other");
        }
        at++;
        List<List<Located>> groups = alternatives(depth + 1);
        if (token().kind() != Token.Kind.CLOSE) {
            throw expected("`and`, `or` or `)`");
        }
        at++;
        return groups;
    }

    private void expectEnd() {
        if (token().kind() != Token.Kind.END) {
            throw expected("`and`, `or` or the end");
        }
    }

    private Located condition() {
        int fieldColumn = column();
        FieldName field = field();
        int operatorColumn = column();
        OperatorWords.Phrase phrase = OperatorWords.longest(tokens, at).orElseThrow(this::noOperator);
        at += phrase.words().size();
        List<Integer> columns = new ArrayList<>();
        List<Operand> values = new ArrayList<>();
        switch (phrase.operator().arity()) {
            case NONE -> {}
            case ONE -> value(values, columns);
            case TWO -> bounds(values, columns);
            case MANY -> list(values, columns);
        }
        return new Located(
                new Condition(field, phrase.operator(), values),
                new ParsedExpression.Columns(fieldColumn, operatorColumn, columns));
    }

    private FieldName field() {
        Token token = token();
        int dot = token.text().indexOf('.');
        if (token.kind() != Token.Kind.WORD
                || dot <= 0
                || dot + 1 == token.text().length()) {
            throw expected("a field such as Campaign.Type");
        }
        RecordObject object = RecordObject.of(token.text().substring(0, dot))
                .orElseThrow(() -> expected("a field of " + objects() + " such as Campaign.Type"));
        at++;
        return new FieldName(object, token.text().substring(dot + 1));
    }

    private static String objects() {
        return Arrays.stream(RecordObject.values()).map(RecordObject::text).collect(Collectors.joining(", "));
    }

    private SyntaxError noOperator() {
        int common = OperatorWords.common(tokens, at);
        String tests = OperatorWords.beginning(tokens, at, common);
        at += common;
        return expected("a test (" + tests + ")");
    }

    private void bounds(List<Operand> values, List<Integer> columns) {
        value(values, columns);
        if (!token().isWord("and")) {
            throw expected("`and` and the greater bound");
        }
        at++;
        value(values, columns);
    }

    private void list(List<Operand> values, List<Integer> columns) {
        boolean inParentheses = token().kind() == Token.Kind.OPEN;
        at += inParentheses ? 1 : 0;
        value(values, columns);
        while (token().kind() == Token.Kind.COMMA) {
            at++;
            value(values, columns);
        }
        if (inParentheses) {
            if (token().kind() != Token.Kind.CLOSE) {
                throw expected("`,` or `)`");
            }
            at++;
        }
    }

    private void value(List<Operand> values, List<Integer> columns) {
        columns.add(column());
        OperandReader reader = new OperandReader(text, tokens, at);
        values.add(reader.read());
        at = reader.next();
    }

    private Token token() {
        return tokens.get(at);
    }

    private int column() {
        return Token.column(text, token().start());
    }

    private SyntaxError expected(String what) {
        return new SyntaxError(token().start(), what + " was expected, but " + token().quoted());
    }
}
