package dev.touchstone.touchpoint.crm;

/**
 * Where a source stands.
 *
 * @param source its name
 * @param cursor in its own words
 */
public record SourceCursor(String source, String cursor) {}
