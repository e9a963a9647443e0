package dev.touchstone.salessync.person;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares readings with what is stored, without writing anything. */
public interface PersonComparison {
    /**
     * The people of a page who are not stored as they were read: other fields, not stored although they qualify, deleted although they are
     * there. Whoever was merged or erased stays so and differs never; whoever was read later than this page differs not either.
     *
     * @param readings no id twice
     * @param readAt when the read began
     */
    List<Difference> compare(List<PersonReading> readings, Instant readAt);

    /** The digests of the content of people who are there. */
    List<Content> contents(List<Long> marketoIds);

    /** Counts the people who qualify, and those who are hidden. */
    Totals totals();

    /**
     * Somebody who differs.
     *
     * @param before digest of what is stored; null if nothing is
     * @param after digest of what was read
     * @param buried true if the person was taken for deleted
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Difference(long marketoId, byte @Nullable [] before, byte[] after, boolean buried) {}

    /** What is stored of somebody. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Content(long marketoId, byte[] digest) {}

    /** People who are there. */
    record Totals(long active, long hidden) {}
}
