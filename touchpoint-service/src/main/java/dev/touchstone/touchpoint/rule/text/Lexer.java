package dev.touchstone.touchpoint.rule.text;

import dev.touchstone.touchpoint.rule.FieldValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Cuts an expression into words, literals and punctuation. */
final class Lexer {
    private static final char QUOTE = '"';

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    /**
     * All pieces, with one of kind END behind the last.
     *
     * @throws SyntaxError at a character that begins none
     */
    static List<Token> tokens(String text) {
        Lexer lexer = new Lexer(text);
        while (lexer.skipBlanks()) {
            lexer.tokens.add(lexer.next());
        }
        lexer.tokens.add(Token.of(Token.Kind.END, "", text.length()));
        return lexer.tokens;
    }

    private boolean skipBlanks() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        return at < text.length();
    }

    /** Also the blanks that word processors put between words. */
    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private Token next() {
        int c = text.codePointAt(at);
        return switch (c) {
            case '(' -> punctuation(Token.Kind.OPEN);
            case ')' -> punctuation(Token.Kind.CLOSE);
            case ',' -> punctuation(Token.Kind.COMMA);
            case QUOTE -> quoted();
            default -> {
                if (Character.isLetter(c)) {
                    yield word();
                }
                if (isDigit(c) || (c == '-' && at + 1 < text.length() && isDigit(text.charAt(at + 1)))) {
                    yield literal();
                }
                throw new SyntaxError(at, hint(c));
            }
        };
    }

    private static String hint(int c) {
        String character = "`" + Character.toString(c) + "`";
        return switch (c) {
            case '\'', '\u201C', '\u201D', '\u201E', '\u2018', '\u2019', '\u00AB', '\u00BB' ->
                "texts stand in straight double quotes, not in " + character;
            case '=', '<', '>', '!' ->
                "tests are written as words, such as `is equal to` or `is greater than`, not as " + character;
            case '{', '}' -> "fields stand without braces here";
            case '&' -> "write `and` instead of " + character;
            case '|' -> "write `or` instead of " + character;
            default -> "a field, a test, a value, `and` or `or` was expected, but " + character + " came";
        };
    }

    private Token punctuation(Token.Kind kind) {
        Token token = Token.of(kind, text.substring(at, at + 1), at);
        at++;
        return token;
    }

    private Token word() {
        int start = at;
        skipWhile(c -> Character.isLetterOrDigit(c) || c == '_' || c == '.');
        return Token.of(Token.Kind.WORD, text.substring(start, at), start);
    }

    /** A number, a day or a time; which of them is told by its form. */
    private Token literal() {
        int start = at;
        skipWhile(c -> Character.isLetterOrDigit(c) || "._:+-/".indexOf(c) >= 0);
        String written = text.substring(start, at);
        return new Token(Token.Kind.LITERAL, written, start, Literals.read(written, start));
    }

    private Token quoted() {
        int start = at;
        StringBuilder value = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != QUOTE) {
            value.append(text.charAt(at) == '\\' ? Escapes.read(text, at) : text.charAt(at));
            at += text.charAt(at) == '\\' ? Escapes.length(text, at) : 1;
        }
        if (at >= text.length()) {
            throw new SyntaxError(
                    text.length(),
                    "the text that begins at column " + Token.column(text, start)
                            + " does not end: a double quote was expected (within a text it is written \\\")");
        }
        at++;
        return new Token(Token.Kind.LITERAL, text.substring(start, at), start, new FieldValue.Text(value.toString()));
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private void skipWhile(IntPredicate belongs) {
        while (at < text.length() && belongs.test(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
    }
}
