package dev.touchstone.testing.salesforce.population;

import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How the records of one type are computed. */
interface Kind {
    /** The name of the type. */
    String type();

    /** The first characters of the ids. */
    String keyPrefix();

    /** How many there are. */
    int count();

    /** What a field holds, system fields aside; null also for fields it does not know. */
    @Nullable
    Object value(int ordinal, String field);

    /**
     * Ordinals that may have this value in an indexed field; empty if there is no telling. A field that is empty in all records
     * gives no ordinals.
     */
    Optional<IntStream> candidates(String field, Object value);

    /** Every so manieth ordinal, beginning with one of them. */
    static IntStream every(int first, int step, int count) {
        return first < 0 || first >= count
                ? IntStream.empty()
                : IntStream.iterate(first, at -> at < count, at -> at + step);
    }
}
