package dev.touchstone.touchpoint.rulebook;

import dev.touchstone.touchpoint.rule.RuleListKind;
import java.util.List;
import java.util.Optional;

/** Where the lists of rules and their day are kept. */
public interface RuleListStore {
    /** What is in force, one for each kind, as the caller's transaction sees it at one moment. One cheap query. */
    List<ListState> inForce();

    /**
     * The same, and no other transaction can change a list or the day until the caller's ends: so whoever changes one knows
     * what it was before.
     */
    List<ListState> inForceForChange();

    /** A version of a list. It never changes. */
    Optional<RuleListVersion> find(RuleListKind kind, long version);

    /**
     * Versions of a list without their rules, newest first.
     *
     * @param before only versions before this one
     * @param limit at most so many
     */
    List<RuleListEntry> list(RuleListKind kind, long before, int limit);

    /** Stores the next version of a list, in the caller's transaction, which asked {@link #inForceForChange()}. */
    void add(RuleListVersion version);

    /** The day that moving days are counted from, and the zone it was taken in. */
    RuleDay day();

    /** Moves the day, in the caller's transaction, which asked {@link #inForceForChange()}. */
    void moveDay(RuleDay day);
}
