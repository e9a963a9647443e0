package dev.touchstone.salessync.person.feed;

import dev.touchstone.salessync.marketo.MarketoInstance;
import dev.touchstone.salessync.person.Fence;
import java.time.Instant;

/**
 * The change feeds of people, and the reader of those whom they mark. Whoever holds the lease of the sync calls it, one call
 * at a time; each call commits at most one unit of work under the fence.
 *
 * <p>What a unit changes of the people is told by {@link PeopleFollowed}, within its transaction.
 *
 * <p>All methods that call Marketo throw {@code MarketoFailure} if it does not answer; nothing is stored then.
 */
public interface PersonFeeds {
    /** Reason of {@link Step.GapTooLong}: a feed was not read for more than 13 days, so that deletions may be forgotten. */
    String GAP_TOO_LONG = "GAP_TOO_LONG";
    /** Reason of {@link Step.GapTooLong}: Marketo refused the stored position of a feed; it goes on from a new one. */
    String TOKEN_REFUSED = "TOKEN_REFUSED";
    /**
     * Reason of {@link Step.GapTooLong}: for a while the instance did not answer with the field that says who is unsubscribed, and
     * whose that changed meanwhile is not among the changes; it answers with it again.
     */
    String UNSUBSCRIBES_MISSED = "UNSUBSCRIBES_MISSED";

    /**
     * Asks Marketo for the position in the feeds as of a moment and stores it; does nothing, and calls nobody, if positions
     * are stored already. Has to happen before the snapshot begins (R-I-3).
     *
     * @param since a moment far enough back, such as 15 minutes ago
     * @param now the present
     */
    void begin(MarketoInstance marketo, Instant since, Instant now, Fence fence);

    /**
     * Does the next unit of work: one page of one feed, or one batch of up to 300 dirty people.
     *
     * @param now the present; people read in this call count as read at this moment
     * @throws IllegalStateException if the feeds were never begun
     */
    Step advance(MarketoInstance marketo, Instant now, Fence fence);

    /**
     * Ends {@link Step.GapTooLong}. Called within the transaction in which the reconciliation that it asks for is stored as
     * due, so that a crash loses neither.
     */
    void gapTaken();

    /** How far the feeds are behind. */
    Lag lag();

    /** What a call of {@link #advance} did. */
    sealed interface Step {
        /** Did something; there may be more to do at once. */
        record Worked() implements Step {}

        /**
         * Found nothing to do: all feeds were read to their end and nobody is dirty.
         *
         * @param dueAt when there is something to do again
         */
        record Idle(Instant dueAt) implements Step {}

        /**
         * Something may have been missed that the feeds cannot tell any more: a full reconciliation is needed. Answered by
         * every call, without any work, until {@link #gapTaken} was called; then the feeds go on by themselves.
         *
         * @param reason {@link #GAP_TOO_LONG}, {@link #TOKEN_REFUSED} or {@link #UNSUBSCRIBES_MISSED}
         */
        record GapTooLong(String reason) implements Step {}
    }
}
