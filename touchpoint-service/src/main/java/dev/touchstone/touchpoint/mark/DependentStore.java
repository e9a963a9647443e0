package dev.touchstone.touchpoint.mark;

import java.util.List;

/** Marks whoever depends on a record that is not their own. */
public interface DependentStore {
    /** Marks the people who are in programs or have activities of them, in the caller's transaction. */
    void markPeopleOfPrograms(List<String> programIds);

    /**
     * Marks the leads and contacts that were merged into some or are duplicates of some, directly or by others, in the caller's
     * transaction: as {@link CrmPersonKey#isDependent dependent} ones.
     *
     * @param maxSteps how many records lie between at most
     */
    void markThoseWhoAre(List<String> crmPersonIds, int maxSteps);

    /** Marks the people that some leads and contacts were when last derived, in the caller's transaction. */
    void markPeopleOf(List<String> crmPersonIds);
}
