package dev.touchstone.salessync.person;

import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;

/**
 * Stores that one person of Marketo was merged into another (R-D-3), within the caller's transaction. It fires
 * {@link PeopleMerged}, so that activities, groups and opt-outs follow in the same transaction.
 */
@ApplicationScoped
public class MergePeople {
    private final PersonFates fates;
    private final Event<PeopleMerging> merging;
    private final Event<PeopleMerged> merged;

    MergePeople(PersonFates fates, Event<PeopleMerging> merging, Event<PeopleMerged> merged) {
        this.fates = fates;
        this.merging = merging;
        this.merged = merged;
    }

    /**
     * Merges. What is known already changes nothing and fires nothing; neither of the two need be known.
     *
     * <p>A merge of somebody into themselves, over however many others, cannot be true: a loser is no more and wins nothing.
     * Such a report is logged and left out, so that the feed that carries it goes on.
     *
     * @param loser the Marketo id that is no more
     * @param winner the one it became part of; may be a loser of an earlier merge
     * @param way how it was found
     * @param at when it was merged, or when that was read, UTC
     * @return who left the people that are there
     */
    @Transactional(TxType.MANDATORY)
    public PeopleGone merge(long loser, long winner, ReadWay way, Instant at) {
        // First of all, as an erasure does it: two who wait for each other's opt-outs and people would wait for ever.
        fates.hold();
        merging.fire(new PeopleMerging(loser));
        PersonFates.Merge merge = fates.merge(loser, winner, way, at);
        return switch (merge) {
            case PersonFates.Merge.Done done -> {
                merged.fire(new PeopleMerged(loser, done.winner()));
                yield done.gone();
            }
            case PersonFates.Merge.Known known -> PeopleGone.NOBODY;
            case PersonFates.Merge.Circular circular -> {
                Log.errorf("the merge of %d into %d would be a circle and is left out", loser, winner);
                yield PeopleGone.NOBODY;
            }
        };
    }

    /** {@link #merge(long, long, ReadWay, Instant)} of a merge that a feed tells. */
    @Transactional(TxType.MANDATORY)
    public PeopleGone merge(long loser, long winner, Instant at) {
        return merge(loser, winner, ReadWay.FEED, at);
    }
}
