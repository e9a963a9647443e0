package dev.touchstone.touchpoint.rule.text;

/** Leaves the reading of a text at the first character that does not fit; it never leaves this package. */
final class SyntaxError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int offset;

    SyntaxError(int offset, String message) {
        super(message, null, false, false);
        this.offset = offset;
    }

    /** The outcome that callers see, with the column in characters as people count them. */
    <T> Parsed<T> in(String text) {
        return new Parsed.Failed<>(Token.column(text, offset), String.valueOf(getMessage()));
    }
}
