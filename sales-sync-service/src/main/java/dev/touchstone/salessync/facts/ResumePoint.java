package dev.touchstone.salessync.facts;

import dev.touchstone.salessync.person.change.PeopleCursor;
import dev.touchstone.salessync.person.change.PersonFeed;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where to go on, by our cursor and by the one that touchpoint-service has. Pure. They differ after a crash between the two commits,
 * and after either database was brought back from a backup: what came after the earlier of them is told again.
 */
final class ResumePoint {
    private static final Comparator<PersonFeed.Position> IN_FEED_ORDER = Comparator.comparing(
                    PersonFeed.Position::transactionId, Long::compareUnsigned)
            .thenComparing(PersonFeed.Position::changeNumber);

    private ResumePoint() {}

    /**
     * The earlier cursor.
     *
     * @param ours everything before it was answered
     * @param theirs the last one that was stored there; empty if none was
     * @return empty if everybody is to be told anew
     */
    static Optional<PeopleCursor> of(PeopleCursor ours, Optional<PeopleCursor> theirs) {
        @Nullable Long oursAfter = ours.afterId();
        if (oursAfter != null && oursAfter == 0) {
            return Optional.of(ours);
        }
        return theirs.flatMap(their -> earlier(ours, oursAfter, their));
    }

    private static Optional<PeopleCursor> earlier(PeopleCursor ours, @Nullable Long oursAfter, PeopleCursor theirs) {
        @Nullable Long theirsAfter = theirs.afterId();
        if (oursAfter == null) {
            boolean theirsIsEarlier =
                    theirsAfter != null || IN_FEED_ORDER.compare(theirs.position(), ours.position()) < 0;
            return Optional.of(theirsIsEarlier ? theirs : ours);
        }
        // While everybody is told, only a cursor of the same round says who was.
        if (!theirs.position().equals(ours.position())) {
            return Optional.empty();
        }
        return Optional.of(theirsAfter != null && theirsAfter < oursAfter ? theirs : ours);
    }
}
