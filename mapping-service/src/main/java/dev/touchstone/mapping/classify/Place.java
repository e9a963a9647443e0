package dev.touchstone.mapping.classify;

/** Where in a value the text of an anchor stands. */
enum Place {
    /** It is the value. */
    WHOLE,
    /** The value begins with it. */
    START,
    /** The value ends with it. */
    END,
    /** The value contains it. */
    ANYWHERE
}
