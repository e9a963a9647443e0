package dev.touchstone.salessync.person.snapshot;

import java.util.List;
import java.util.stream.LongStream;

/**
 * Where the reading by ranges of ids is. Pure.
 *
 * @param target highest id known to exist; 0 if none is known
 * @param reached every id up to here was read
 */
record IdCursor(long target, long reached) {
    IdCursor {
        if (target < 0 || reached < 0) {
            throw new IllegalArgumentException("ids are above 0 but are " + target + ", " + reached);
        }
    }

    /** True if ids are known to be left; else it is time to search for higher ones. */
    boolean hasNextPage() {
        return reached < target;
    }

    /** The ids of the next page when none of them was read before. */
    List<Long> nextPage() {
        return LongStream.rangeClosed(reached + 1, Math.min(HighestIdSearch.MAX_ID, reached + HighestIdSearch.PLACES))
                .boxed()
                .toList();
    }

    /** The search for ids above all that were read or are known. */
    HighestIdSearch search() {
        long floor = Math.max(target, reached);
        return new HighestIdSearch(floor, floor == 0);
    }

    /** After every id up to this one was read. */
    IdCursor read(long upTo) {
        return new IdCursor(target, Math.max(reached, upTo));
    }

    /** After a search found this id, or found nothing higher. */
    IdCursor searched(long highest) {
        return new IdCursor(Math.max(target, highest), reached);
    }
}
