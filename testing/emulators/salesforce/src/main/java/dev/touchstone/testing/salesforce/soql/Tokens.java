package dev.touchstone.testing.salesforce.soql;

import dev.touchstone.testing.salesforce.org.Refusal;
import dev.touchstone.testing.salesforce.soql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes a query apart, and hands the pieces over one by one. */
final class Tokens {
    private static final Pattern PIECE = Pattern.compile("\\s*(?:"
            + "(?<time>\\d{4}-\\d{2}-\\d{2}(?:T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?(?:Z|[+-]\\d{2}:?\\d{2})?)?)"
            + "|(?<number>[+-]?\\d+(?:\\.\\d+)?)"
            + "|(?<word>[A-Za-z]\\w*(?:\\.[A-Za-z]\\w*)*)"
            + "|'(?<text>(?:[^'\\\\]|\\\\.)*+)'"
            + "|(?<symbol><=|>=|!=|<>|[=<>(),:])"
            + ")");
    private final String query;
    private final List<Token> tokens = new ArrayList<>();
    private int next;

    Tokens(String query) throws Refusal {
        this.query = query;
        Matcher matcher = PIECE.matcher(query);
        int at = 0;
        while (at < query.length() && !query.substring(at).isBlank()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw unexpected(String.valueOf(query.substring(at).strip().charAt(0)), at + 1);
            }
            tokens.add(token(matcher));
            at = matcher.end();
        }
        tokens.add(new Token(Kind.END, "<EOF>", query.length() + 1));
    }

    Token peek() {
        return tokens.get(next);
    }

    /** The piece after the next one. */
    Token second() {
        return tokens.get(Math.min(next + 1, tokens.size() - 1));
    }

    /** The piece after that one. */
    Token third() {
        return tokens.get(Math.min(next + 2, tokens.size() - 1));
    }

    Token take() {
        Token token = tokens.get(next);
        next = Math.min(next + 1, tokens.size() - 1);
        return token;
    }

    /** Takes the next piece if it is this word or symbol. */
    boolean takeIf(String word) {
        if (peek().is(word)) {
            take();
            return true;
        }
        return false;
    }

    void expect(String word) throws Refusal {
        if (!takeIf(word)) {
            throw peek().kind() == Kind.END
                    ? malformed("unexpected end of query, expecting '" + word + "'", peek().column())
                    : malformed("expecting '" + word + "', found '" + peek().text() + "'", peek().column());
        }
    }

    String word() throws Refusal {
        if (peek().kind() != Kind.WORD) {
            throw unexpected();
        }
        return take().text();
    }

    int number() throws Refusal {
        if (peek().kind() != Kind.NUMBER || !peek().text().matches("\\d{1,9}")) {
            throw unexpected();
        }
        return Integer.parseInt(take().text());
    }

    Refusal unexpected() {
        return unexpected(peek().text(), peek().column());
    }

    private Refusal unexpected(String text, int column) {
        return malformed("unexpected token: '" + text + "'", column);
    }

    /** The refusal as Salesforce words it: the line, a caret below the place, where it is, and what is wrong. */
    Refusal malformed(String what, int column) {
        int from = Math.max(0, column - 1 - 20);
        int until = Math.min(query.length(), column - 1 + 20);
        String shown = query.substring(Math.min(from, until), until).replace('\n', ' ');
        return new Refusal(
                "MALFORMED_QUERY",
                "\n" + shown + "\n" + " ".repeat(Math.max(0, column - 1 - from)) + "^\nERROR at Row:1:Column:" + column
                        + "\n" + what);
    }

    private static Token token(Matcher matcher) {
        for (Kind kind : List.of(Kind.TIME, Kind.NUMBER, Kind.WORD, Kind.TEXT, Kind.SYMBOL)) {
            String group = kind.name().toLowerCase(Locale.ROOT);
            String text = matcher.group(group);
            if (text != null) {
                return new Token(kind, kind == Kind.TEXT ? unescape(text) : text, matcher.start(group) + 1);
            }
        }
        throw new IllegalStateException("a piece of a query is of no kind");
    }

    private static String unescape(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == '\\' && i + 1 < text.length()) {
                i++;
                letter = text.charAt(i);
                // These stay escaped: in a LIKE pattern they mean something else without.
                if (letter == '%' || letter == '_' || letter == '\\') {
                    plain.append('\\');
                }
                letter = switch (letter) {
                    case 'n', 'N' -> '\n';
                    case 'r', 'R' -> '\r';
                    case 't', 'T' -> '\t';
                    case 'b', 'B' -> '\b';
                    case 'f', 'F' -> '\f';
                    default -> letter;
                };
            }
            plain.append(letter);
        }
        return plain.toString();
    }
}
