package dev.touchstone.touchpoint.rule.text;

import java.util.function.Function;

/** What reading a text came to. */
public sealed interface Parsed<T> {
    /** It could be read. */
    record Done<T>(T value) implements Parsed<T> {}

    /**
     * It could not.
     *
     * @param column of the character where it went wrong, from 1 upwards; one behind the last character for a text that ends
     *     too early
     * @param message what was expected, and what came instead
     */
    record Failed<T>(int column, String message) implements Parsed<T> {}

    /** The same with another value. */
    default <R> Parsed<R> map(Function<T, R> function) {
        return switch (this) {
            case Done<T>(T value) -> new Done<>(function.apply(value));
            case Failed<T>(int column, String message) -> new Failed<>(column, message);
        };
    }

    /**
     * The value of a text that was checked before, such as a stored one.
     *
     * @throws IllegalStateException if it cannot be read
     */
    default T orElseThrow() {
        return switch (this) {
            case Done<T>(T value) -> value;
            case Failed<T>(int column, String message) ->
                throw new IllegalStateException("a checked text cannot be read: column " + column + ": " + message);
        };
    }
}
