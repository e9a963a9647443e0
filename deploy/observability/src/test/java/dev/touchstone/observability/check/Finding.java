package dev.touchstone.observability.check;

/**
 * Something wrong.
 *
 * @param where file, and the panel, rule or page in it
 * @param message what is wrong, and what was expected
 */
record Finding(String where, String message) {}
