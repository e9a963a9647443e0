package dev.touchstone.touchpoint.rule;

import java.util.Set;

/** A test of a field (requirement, section 3.3). A field without value satisfies the negative tests and {@link #IS_NULL} only. */
public enum Operator {
    /** Equal. */
    IS_EQUAL_TO("is equal to", Arity.ONE, Fields.ALL),
    /** Not equal. */
    IS_NOT_EQUAL_TO("is not equal to", Arity.ONE, Fields.ALL),
    /** Has the text in it. */
    CONTAINS("contains", Arity.ONE, Fields.TEXTS),
    /** Has not. */
    DOES_NOT_CONTAIN("does not contain", Arity.ONE, Fields.TEXTS),
    /** Begins with the text. */
    STARTS_WITH("starts with", Arity.ONE, Fields.TEXTS),
    /** Does not. */
    DOES_NOT_START_WITH("does not start with", Arity.ONE, Fields.TEXTS),
    /** Ends with the text. */
    ENDS_WITH("ends with", Arity.ONE, Fields.TEXTS),
    /** Does not. */
    DOES_NOT_END_WITH("does not end with", Arity.ONE, Fields.TEXTS),
    /** Is one of the texts, in which {@code *} stands for any characters. */
    MATCHES_ANY("matches any", Arity.MANY, Fields.TEXTS),
    /** Is none. */
    DOES_NOT_MATCH_ANY("does not match any", Arity.MANY, Fields.TEXTS),
    /** Greater, later. */
    IS_GREATER_THAN("is greater than", Arity.ONE, Fields.ORDERED),
    /** Less, earlier. */
    IS_LESS_THAN("is less than", Arity.ONE, Fields.ORDERED),
    /** Greater or equal. */
    IS_GREATER_OR_EQUAL_THAN("is greater or equal than", Arity.ONE, Fields.ORDERED),
    /** Less or equal. */
    IS_LESS_OR_EQUAL_THAN("is less or equal than", Arity.ONE, Fields.ORDERED),
    /** Equal to at least one. */
    IS_ONE_OF("is one of", Arity.MANY, Fields.ALL),
    /** Equal to none. */
    IS_NOT_ONE_OF("is not one of", Arity.MANY, Fields.ALL),
    /** Between two bounds, which are included. */
    IS_BETWEEN("is between", Arity.TWO, Fields.ORDERED),
    /** A part matches the RE2 expression. */
    MATCHES_REGEX("matches regex", Arity.ONE, Fields.TEXTS),
    /** No part does. */
    DOES_NOT_MATCH_REGEX("does not match regex", Arity.ONE, Fields.TEXTS),
    /** Has no value. */
    IS_NULL("is null", Arity.NONE, Fields.ALL),
    /** Has one. */
    IS_NOT_NULL("is not null", Arity.NONE, Fields.ALL);

    private final String text;
    private final Arity arity;
    private final Fields fields;

    Operator(String text, Arity arity, Fields fields) {
        this.text = text;
        this.arity = arity;
        this.fields = fields;
    }

    /** How many values a test has. */
    public enum Arity {
        /** None. */
        NONE,
        /** One. */
        ONE,
        /** Two. */
        TWO,
        /** At least one. */
        MANY
    }

    private enum Fields {
        ALL,
        TEXTS,
        ORDERED
    }

    /** The words, as rules write it. */
    public String text() {
        return text;
    }

    /** How many values it takes. */
    public Arity arity() {
        return arity;
    }

    /** Which fields it can test. */
    public Set<FieldType> types() {
        return switch (fields) {
            case ALL -> Set.of(FieldType.values());
            case TEXTS -> Set.of(FieldType.TEXT);
            case ORDERED -> Set.of(FieldType.NUMBER, FieldType.TIME, FieldType.DATE);
        };
    }
}
