package dev.touchstone.salessync.person.sync;

import dev.touchstone.salessync.person.PersonReading;
import dev.touchstone.salessync.person.UnqualifiedReason;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;

/**
 * One reading of everybody by ranges of Marketo ids. Pure.
 *
 * @param id id of the pass
 * @param startedAt when it started
 * @param target highest id known to exist; 0 if none is known
 * @param reached the cursor: every id up to here was read
 * @param counts what was read so far
 */
record Pass(UUID id, Instant startedAt, long target, long reached, Counts counts) {
    /**
     * What was read.
     *
     * @param read people read
     * @param calls calls made to Marketo
     * @param unqualified people read that do not qualify, by reason; a reason without people may be missing
     */
    record Counts(long read, long calls, Map<UnqualifiedReason, Long> unqualified) {
        static final Counts NONE = new Counts(0, 0, Map.of());

        Counts {
            unqualified = Collections.unmodifiableMap(new EnumMap<>(withAll(unqualified)));
        }

        private static Map<UnqualifiedReason, Long> withAll(Map<UnqualifiedReason, Long> some) {
            Map<UnqualifiedReason, Long> all = new EnumMap<>(UnqualifiedReason.class);
            for (UnqualifiedReason reason : UnqualifiedReason.values()) {
                all.put(reason, some.getOrDefault(reason, 0L));
            }
            return all;
        }

        private Counts plus(List<PersonReading> readings, long moreCalls) {
            Map<UnqualifiedReason, Long> sums = new EnumMap<>(unqualified);
            readings.forEach(
                    reading -> reading.unqualifiedReason().ifPresent(reason -> sums.merge(reason, 1L, Long::sum)));
            return new Counts(read + readings.size(), calls + moreCalls, sums);
        }
    }

    /** A pass that begins, with what an earlier one found. */
    static Pass begin(UUID id, Instant now, long target) {
        return new Pass(id, now, target, 0, Counts.NONE);
    }

    /** True if ids are known to be left; else it is time to search for higher ones. */
    boolean hasNextPage() {
        return reached < target;
    }

    /** The ids of the next page. */
    List<Long> nextPage() {
        long last = Math.min(HighestIdSearch.MAX_ID, reached + HighestIdSearch.PLACES);
        return LongStream.rangeClosed(reached + 1, last).boxed().toList();
    }

    /** The search for ids above all that were read. */
    HighestIdSearch search() {
        return new HighestIdSearch(reached, reached == 0);
    }

    /** After the next page was read. */
    Pass pageRead(List<PersonReading> readings, long calls) {
        long last = Math.min(HighestIdSearch.MAX_ID, reached + HighestIdSearch.PLACES);
        return new Pass(id, startedAt, target, last, counts.plus(readings, calls));
    }

    /** After a search found this id, or found nothing above {@link #reached}. */
    Pass searched(long highest, long calls) {
        return new Pass(id, startedAt, Math.max(target, highest), reached, counts.plus(List.of(), calls));
    }
}
