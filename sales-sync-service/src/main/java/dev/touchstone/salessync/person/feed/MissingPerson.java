package dev.touchstone.salessync.person.feed;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What it means that Marketo does not answer with a person who was asked for by id. Pure.
 *
 * <p><b>Rule (R-D-6):</b> merges come first: nobody is taken for deleted before the activities were read to their end after
 * the person was missed. Then the deleted leads: whoever they name is gone. Whoever is named by nobody is gone after a second
 * read, at least ten minutes after the first, if the deleted leads were read to their end as well in between. Somebody new may
 * be told by the feeds before a read finds it: whoever is not known here is left alone only after a second read, too.
 *
 * @param missedAt when a read missed the person first; null if none has
 * @param deletedAt when the feed of deleted leads named it; null if it did not
 */
record MissingPerson(@Nullable Instant missedAt, @Nullable Instant deletedAt) {
    /** Nothing is known. */
    static final MissingPerson NO = new MissingPerson(null, null);
    /** From the first read that misses a person to the second. */
    static final Duration SECOND_READ = Duration.ofMinutes(10);
    /** A feed that is asked to hurry is read within this time, as a rule. */
    static final Duration FEED_WAIT = Duration.ofSeconds(5);

    /**
     * When the pages were asked for that ended the feeds last.
     *
     * @param activitiesAt null if never
     * @param deletionsAt null if never
     */
    record Ends(@Nullable Instant activitiesAt, @Nullable Instant deletionsAt) {
        private boolean activitiesAfter(Instant time) {
            return activitiesAt != null && activitiesAt.isAfter(time);
        }

        private boolean deletionsAfter(Instant time) {
            return deletionsAt != null && deletionsAt.isAfter(time);
        }
    }

    /** What to do. */
    sealed interface Verdict {
        /** It is gone for good. */
        record Gone() implements Verdict {}

        /**
         * Read it again.
         *
         * @param at when
         * @param afterFeeds true if the feeds of activities and deletions have to be looked at before
         */
        record ReadAgain(Instant at, boolean afterFeeds) implements Verdict {}
    }

    /** What to do after a read that began at {@code readAt} missed the person (again). */
    Verdict judge(Instant readAt, Ends ends) {
        if (deletedAt != null) {
            return ends.activitiesAfter(deletedAt) ? new Verdict.Gone() : afterFeeds(readAt);
        }
        if (missedAt == null) {
            return new Verdict.ReadAgain(readAt.plus(SECOND_READ), false);
        }
        if (readAt.isBefore(missedAt.plus(SECOND_READ))) {
            return new Verdict.ReadAgain(missedAt.plus(SECOND_READ), false);
        }
        return ends.activitiesAfter(missedAt) && ends.deletionsAfter(missedAt)
                ? new Verdict.Gone()
                : afterFeeds(readAt);
    }

    /** The same of a person who is not known here: there is nothing to lose but somebody who is about to appear. */
    Verdict judgeUnknown(Instant readAt) {
        if (deletedAt != null) {
            return new Verdict.Gone();
        }
        Instant second = missedAt == null ? readAt.plus(SECOND_READ) : missedAt.plus(SECOND_READ);
        return readAt.isBefore(second) ? new Verdict.ReadAgain(second, false) : new Verdict.Gone();
    }

    private static Verdict afterFeeds(Instant readAt) {
        return new Verdict.ReadAgain(readAt.plus(FEED_WAIT), true);
    }
}
