package dev.touchstone.touchpoint.remap;

import java.util.List;
import java.util.UUID;

/** How many touchpoints each mapping key has. */
public interface KeyCountStore {
    /**
     * A key whose count is not what it should be.
     *
     * @param mappingKeyId the key
     * @param kept what is kept
     * @param counted what there is
     */
    record Difference(UUID mappingKeyId, long kept, long counted) {}

    /**
     * Adds to the counts what derivation has written beside them, in the caller's transaction.
     *
     * @param limit at most so many rows
     * @return true if there may be more
     */
    boolean fold(int limit);

    /** Keys whose count is not what it should be, at one moment; at most so many. */
    List<Difference> differences(int limit);
}
