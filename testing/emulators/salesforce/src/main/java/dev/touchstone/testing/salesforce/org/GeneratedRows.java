package dev.touchstone.testing.salesforce.org;

import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Records of one type that are computed when they are asked for. They are numbered by ordinal from 0, in the order of stamp and
 * id. Nothing of them is deleted.
 */
public interface GeneratedRows {
    /** How many there are. */
    int count();

    /** One of them. */
    SObject at(int ordinal);

    /** The ordinal of a record; -1 if the id of 18 characters is none of theirs. */
    int ordinalOf(String id);

    /** When the record was last touched, in seconds since 1970. */
    long stampOf(int ordinal);

    /**
     * Ordinals that may have this value in a field, a superset of those that do; empty if there is no telling without a look at
     * all of them.
     */
    Optional<IntStream> candidates(String field, Object value);
}
