package dev.touchstone.mapping.classify;

/**
 * One cell compared with one value.
 *
 * @param cell the cell as the sheet has it
 * @param value what it was compared with, in lower case; for a detector all that it looked at
 */
public record CellOutcome(Column column, String cell, String value) {}
