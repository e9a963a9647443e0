package dev.touchstone.touchpoint.rule.text;

import dev.touchstone.touchpoint.rule.FieldValue;
import dev.touchstone.touchpoint.rule.Operand;
import java.math.BigDecimal;
import java.util.List;

/** Reads one value: a literal, {@code true}, {@code today}, {@code 30 days ago}, {@code in 30 days}. */
final class OperandReader {
    private static final BigDecimal MAX_DAYS = BigDecimal.valueOf(Operand.DaysFromToday.MAX_DAYS);

    private final String text;
    private final List<Token> tokens;
    private int at;

    /**
     * @param text the whole text
     * @param tokens its pieces
     * @param at the piece with which the value begins
     */
    OperandReader(String text, List<Token> tokens, int at) {
        this.text = text;
        this.tokens = tokens;
        this.at = at;
    }

    /** The piece behind the value. */
    int next() {
        return at;
    }

    Operand read() {
        Token token = tokens.get(at);
        FieldValue value = token.value();
        if (value != null) {
            at++;
            return isDays(tokens.get(at)) ? ago(token, value) : new Operand.Fixed(value);
        }
        if (token.isWord("true") || token.isWord("false")) {
            at++;
            return new Operand.Fixed(new FieldValue.Flag(token.isWord("true")));
        }
        if (token.isWord("today")) {
            at++;
            return new Operand.DaysFromToday(0);
        }
        if (token.isWord("in") && tokens.get(at + 1).value() instanceof FieldValue.Decimal) {
            return in();
        }
        throw unexpected(token);
    }

    private Operand ago(Token number, FieldValue value) {
        at++;
        if (!tokens.get(at).isWord("ago")) {
            throw new SyntaxError(
                    tokens.get(at).start(),
                    "`ago` was expected, but " + tokens.get(at).quoted() + "; days to come are written `in 30 days`");
        }
        at++;
        return new Operand.DaysFromToday(-days(number, value));
    }

    private Operand in() {
        Token number = tokens.get(at + 1);
        at += 2;
        if (!isDays(tokens.get(at))) {
            throw new SyntaxError(
                    tokens.get(at).start(),
                    "`days` was expected, but " + tokens.get(at).quoted());
        }
        at++;
        FieldValue value = number.value();
        return new Operand.DaysFromToday(value == null ? 0 : days(number, value));
    }

    private static boolean isDays(Token token) {
        return token.isWord("days") || token.isWord("day");
    }

    private static int days(Token token, FieldValue value) {
        if (value instanceof FieldValue.Decimal(BigDecimal number)
                && number.signum() >= 0
                && number.compareTo(MAX_DAYS) <= 0
                && number.scale() <= 0) {
            return number.intValueExact();
        }
        throw new SyntaxError(
                token.start(),
                "a whole number of days up to " + MAX_DAYS.toPlainString() + " was expected, but " + token.quoted());
    }

    private SyntaxError unexpected(Token token) {
        if (token.isWord("null")) {
            return new SyntaxError(token.start(), "a value was expected; an empty field is tested with `is null`");
        }
        if (token.kind() == Token.Kind.WORD) {
            return new SyntaxError(
                    token.start(),
                    "a value was expected; a text stands in double quotes: " + Escapes.quote(words(token)));
        }
        return new SyntaxError(
                token.start(),
                "a value such as \"Webinar\", 90, true or 2017-03-01 was expected, but " + token.quoted());
    }

    /** The words that were probably meant as one text. */
    private String words(Token first) {
        int last = at;
        while (tokens.get(last + 1).kind() == Token.Kind.WORD
                && !tokens.get(last + 1).isWord("and")
                && !tokens.get(last + 1).isWord("or")) {
            last++;
        }
        return text.substring(first.start(), tokens.get(last).end());
    }
}
