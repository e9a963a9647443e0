package dev.touchstone.touchpoint.concern;

import dev.touchstone.touchpoint.rule.RuleListKind;
import java.util.List;
import java.util.UUID;

/** Goes through facts in the order of their ids. */
interface FactPages {
    /**
     * Ids of the facts that a list decides on.
     *
     * @param kind a list of facts
     * @param after only those after this id
     * @param limit at most so many
     */
    List<String> next(RuleListKind kind, String after, int limit);

    /** Members that a bulk update of touchpoint dates took, likewise. */
    List<String> nextOfUpdate(long ordinal, String after, int limit);

    /** The people whose campaign members these are. */
    List<UUID> peopleOf(List<String> campaignMemberIds);
}
