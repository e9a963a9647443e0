package dev.touchstone.touchpoint.erased;

import java.util.Set;
import java.util.function.Supplier;

/**
 * Tells intake who was erased.
 *
 * <p><b>Why nobody slips through:</b> an erasure waits for the transactions that hold what they were told, and removes what they
 * stored; transactions after it are told of it.
 */
public interface ErasedIdentities {
    /** The reason with which their records are refused. */
    String REASON = "PERSON_ERASED";

    /** What is said of such a record. It names nobody: it may be logged by whoever gets it. */
    String SENTENCE = "is of somebody who was erased; nothing about them is stored any more";

    /**
     * What was seen.
     *
     * @param erasures how many erasures there were
     * @param erased who of those asked for was erased
     */
    record Look(long erasures, Set<PersonalId> erased) {
        public Look {
            erased = Set.copyOf(erased);
        }
    }

    /**
     * Looks without holding: whoever stores by it has to make sure, in the storing transaction, that there were no more erasures.
     *
     * @param asked the ids; not asked for while nobody was erased
     */
    Look look(Supplier<Set<PersonalId>> asked);

    /**
     * Those of the ids that were erased; no other is until the caller's transaction ends.
     *
     * @param asked the ids; not asked for while nobody was erased
     */
    Set<PersonalId> hold(Supplier<Set<PersonalId>> asked);
}
