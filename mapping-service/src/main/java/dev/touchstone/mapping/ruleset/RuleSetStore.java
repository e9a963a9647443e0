package dev.touchstone.mapping.ruleset;

import java.time.Instant;
import java.util.Optional;

/** Keeps the versions of the rules. Every method needs a transaction. */
public interface RuleSetStore {
    /** Keeps every other writer out until the end of the transaction; readers are not held up. */
    void lockForPublishing();

    /** The active version without its rows; empty before the first. */
    Optional<RuleSet.Head> findActiveHead();

    /** The active version; empty before the first. */
    Optional<RuleSet> findActive();

    /**
     * Makes rules the active version; the one before is superseded.
     *
     * @return the new version
     */
    RuleSet publish(RuleSet.Origin origin, RuleSet.RuleBasis basis, Instant now);
}
