package dev.touchstone.commandline.salesforce;

/** What the cells of a column say. */
public enum CellType {
    /** Nothing: all are blank. */
    NOTHING,
    /** Texts. */
    TEXT,
    /** Decimal numbers. */
    NUMBER,
    /** Truth values. */
    FLAG,
    /** Times. */
    TIME,
    /** Days. */
    DATE
}
