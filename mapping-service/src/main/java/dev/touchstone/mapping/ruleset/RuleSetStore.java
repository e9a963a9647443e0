package dev.touchstone.mapping.ruleset;

import dev.touchstone.mapping.channel.ChannelCatalogue;
import java.util.List;
import java.util.Optional;

/** Keeps the versions of the rules. Every method needs a transaction. */
public interface RuleSetStore {
    /** What is in force, as seen at one moment. One cheap query. */
    ActiveState state();

    /** The active version without its rows; empty before the first. */
    Optional<RuleSet.Head> findActiveHead();

    /** A version without its rows. */
    Optional<RuleSet.Head> findHead(long version);

    /** A version with its rows, the names of channels as they are now. */
    Optional<RuleSet> find(long version);

    /**
     * Versions without their rows, newest first.
     *
     * @param before only versions before this one
     * @param limit at most so many
     */
    List<RuleSet.Head> list(long before, int limit);

    /**
     * Makes rules the active version; the one before is superseded. The caller holds the lock of the catalogue, so that no
     * other transaction publishes or renames until it ends.
     *
     * @param basis rules in which nothing is wrong
     * @param catalogue in which every channel of the rules is
     * @return the new version, without its rows
     */
    RuleSet.Head publish(
            RuleSet.Origin origin,
            RuleSet.RuleBasis basis,
            RuleSet.Publication publication,
            ChannelCatalogue catalogue);
}
