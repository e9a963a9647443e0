package dev.touchstone.testing.salesforce.soql;

import java.util.Locale;

/**
 * A piece of a query.
 *
 * @param kind what it is
 * @param text as it stands there; a text literal without quotes and escapes
 * @param column where it begins, from 1
 */
record Token(Kind kind, String text, int column) {
    enum Kind {
        WORD,
        TEXT,
        NUMBER,
        /** A date or a time. */
        TIME,
        SYMBOL,
        END
    }

    boolean is(String word) {
        return (kind == Kind.WORD || kind == Kind.SYMBOL) && text.equalsIgnoreCase(word);
    }

    String upper() {
        return text.toUpperCase(Locale.ROOT);
    }
}
