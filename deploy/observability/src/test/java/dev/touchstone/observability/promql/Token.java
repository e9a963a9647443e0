package dev.touchstone.observability.promql;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word of an expression.
 *
 * @param kind what it is
 * @param text as it stands there
 */
record Token(Kind kind, String text) {
    enum Kind {
        /** A metric, label, function or keyword. */
        NAME,
        /** A number or a duration. */
        NUMBER,
        STRING,
        /** A bracket, comma or operator. */
        SIGN
    }

    private static final Pattern SPACE = Pattern.compile("(?:\\s+|#[^\n]*)+");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Pattern NUMBER =
            Pattern.compile("(?:\\d+(?:ms|[smhdwy]))+|0x[0-9a-fA-F]+|\\d*\\.?\\d+(?:[eE][+-]?\\d+)?");
    private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|`[^`]*`");
    private static final Pattern SIGN = Pattern.compile("=~|!~|!=|==|<=|>=|[-+*/%^<>=(){}\\[\\],:@]");

    boolean is(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    /**
     * Splits an expression.
     *
     * @throws IllegalArgumentException at a character that begins none
     */
    static List<Token> split(String expression) {
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < expression.length()) {
            Matcher space = SPACE.matcher(expression).region(at, expression.length());
            if (space.lookingAt()) {
                at = space.end();
                continue;
            }
            Token token = next(expression, at);
            tokens.add(token);
            at += token.text().length();
        }
        return tokens;
    }

    private static Token next(String expression, int at) {
        for (Kind kind : new Kind[] {Kind.STRING, Kind.NUMBER, Kind.NAME, Kind.SIGN}) {
            Matcher matcher = pattern(kind).matcher(expression).region(at, expression.length());
            if (matcher.lookingAt()) {
                return new Token(kind, matcher.group());
            }
        }
        throw new IllegalArgumentException("nothing begins with " + expression.substring(at));
    }

    private static Pattern pattern(Kind kind) {
        return switch (kind) {
            case NAME -> NAME;
            case NUMBER -> NUMBER;
            case STRING -> STRING;
            case SIGN -> SIGN;
        };
    }
}
