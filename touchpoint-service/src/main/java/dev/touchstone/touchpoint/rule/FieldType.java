package dev.touchstone.touchpoint.rule;

/** The type of a field. */
public enum FieldType {
    /** A text. */
    TEXT,
    /** A number. */
    NUMBER,
    /** A truth value. */
    FLAG,
    /** A time. */
    TIME,
    /** A day. */
    DATE
}
