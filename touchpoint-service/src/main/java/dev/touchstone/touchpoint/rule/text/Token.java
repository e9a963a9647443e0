package dev.touchstone.touchpoint.rule.text;

import dev.touchstone.touchpoint.rule.FieldValue;
import org.jspecify.annotations.Nullable;

/**
 * A piece of an expression.
 *
 * @param kind what it is
 * @param text as written
 * @param start offset of its first character
 * @param value of a literal; null for others
 */
record Token(Kind kind, String text, int start, @Nullable FieldValue value) {
    enum Kind {
        WORD,
        LITERAL,
        OPEN,
        CLOSE,
        COMMA,
        END
    }

    static Token of(Kind kind, String text, int start) {
        return new Token(kind, text, start, null);
    }

    /** Offset behind its last character. */
    int end() {
        return start + text.length();
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    /** As messages quote it. */
    String quoted() {
        return kind == Kind.END ? "the text ends" : "`" + text + "` came";
    }

    /** Column of an offset, from 1 upwards; a character outside the basic plane is one. */
    static int column(String text, int offset) {
        return text.codePointCount(0, offset) + 1;
    }
}
