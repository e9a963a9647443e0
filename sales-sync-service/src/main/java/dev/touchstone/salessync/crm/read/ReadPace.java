package dev.touchstone.salessync.crm.read;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When something is done next. Pure. What is asked for all the time is done ever less often, so that many changes cost few calls; after a
 * quiet time the first is quick again.
 *
 * @param next not before
 * @param interval before {@code next}
 */
record ReadPace(Instant next, Duration interval) {
    /** After it was done, at this interval. */
    static ReadPace after(Instant now, Duration interval) {
        return new ReadPace(now.plus(interval), interval);
    }

    /**
     * After it was done, ever more rarely.
     *
     * @param before null if it was never done
     */
    static ReadPace growing(@Nullable ReadPace before, Instant now, ReadPolicy.Range range) {
        if (before == null || now.isAfter(before.next.plus(before.interval))) {
            return after(now, range.least());
        }
        Duration twice = before.interval.multipliedBy(2);
        return after(now, twice.compareTo(range.most()) < 0 ? twice : range.most());
    }

    boolean isDue(Instant now) {
        return !now.isBefore(next);
    }
}
