package dev.touchstone.touchpoint.rule.check;

/**
 * A place in what is checked.
 *
 * @param path in proto syntax
 * @param column from 1 upwards; 0 for the whole
 */
public record Spot(String path, int column) {
    /** The whole of a place. */
    public static Spot at(String path) {
        return new Spot(path, 0);
    }
}
