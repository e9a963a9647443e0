package dev.touchstone.testing.salesforce.soql;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A query as it was written.
 *
 * @param selected what is selected; empty for {@code COUNT()}
 * @param type name after FROM
 * @param where the condition; empty for none
 * @param groupBy fields after GROUP BY
 * @param orderBy keys after ORDER BY
 * @param range LIMIT and OFFSET
 */
record Query(
        List<Selected> selected,
        String type,
        Optional<Condition> where,
        List<String> groupBy,
        List<Order> orderBy,
        Range range) {

    /** The most rows that OFFSET may skip. */
    static final int MAX_OFFSET = 2_000;

    /** Something selected. */
    sealed interface Selected {
        /** A field, or a path to one. */
        record Path(String path) implements Selected {}

        /** All fields of the type that {@code FIELDS(ALL)}, {@code FIELDS(STANDARD)} or {@code FIELDS(CUSTOM)} means. */
        record Fields(String which) implements Selected {}

        /**
         * A value of many rows.
         *
         * @param function {@code COUNT}, {@code COUNT_DISTINCT}, {@code MIN}, {@code MAX}, {@code SUM} or {@code AVG}
         * @param path null to count rows
         * @param alias its name in the answer; null for {@code expr0} and so on
         */
        record Aggregate(
                String function,
                @Nullable String path,
                @Nullable String alias) implements Selected {}
    }

    /** A condition. */
    sealed interface Condition {
        /** All of them hold. */
        record And(List<Condition> parts) implements Condition {}

        /** One of them holds. */
        record Or(List<Condition> parts) implements Condition {}

        /** It does not hold. */
        record Not(Condition part) implements Condition {}

        /** A field compared with a value. */
        record Comparison(String path, String operator, Literal value) implements Condition {}

        /** A field that has one of these values, or none of them. */
        record In(String path, boolean negated, List<Literal> values) implements Condition {}

        /** A field that has, or has not, a value which another query selects. */
        record InQuery(String path, boolean negated, Query query) implements Condition {}
    }

    /**
     * A value in a condition.
     *
     * @param kind how it was written
     * @param text the text, number, time, word or the name of a date literal
     * @param count the number after a date literal's colon; 0 for none
     */
    record Literal(Kind kind, String text, int count) {
        enum Kind {
            NULL,
            BOOLEAN,
            TEXT,
            NUMBER,
            TIME,
            DATE_LITERAL
        }
    }

    /** A key of the order. */
    record Order(String path, boolean descending, boolean nullsLast) {}

    /**
     * Which rows of all that were found.
     *
     * @param limit the most rows; {@code Integer.MAX_VALUE} for all
     * @param offset how many are skipped
     */
    record Range(int limit, int offset) {}

    /** True for {@code SELECT COUNT()}. */
    boolean countsOnly() {
        return selected.isEmpty();
    }

    /** True if rows are computed from groups of records. */
    boolean isAggregate() {
        return !groupBy.isEmpty() || selected.stream().anyMatch(Selected.Aggregate.class::isInstance);
    }
}
