package dev.touchstone.touchpoint.rule.check;

/**
 * A place in what is checked.
 *
 * @param path in proto syntax
 * @param column from 1 upwards; 0 for the whole
 */
record Spot(String path, int column) {
    static Spot at(String path) {
        return new Spot(path, 0);
    }
}
