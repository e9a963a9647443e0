package dev.touchstone.salessync.person.snapshot;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which way comes next. Pure.
 *
 * <p><b>Rule:</b> the first of the ways that can be used, in the order of {@link SnapshotWay}, that takes an hour at most; if none does,
 * the one that takes the least time. One exception: an instance whose ids can be read with no more calls than the bulk extract would need
 * is read by its ids. A static list is no choice while exports can be made: it holds whomever an administrator put there.
 *
 * <p><b>Why:</b> a bulk extract takes few calls, but each export waits for a minute or more in a queue, and Marketo works on two at a time:
 * hundreds of windows since the instance was new take hours, while dense ids of 1.5 million people are read in less than one.
 */
final class WayChoice {
    /** Create, enqueue, one look at the status, download. */
    static final int CALLS_PER_WINDOW = 4;
    /** A way that takes no longer is good enough, whatever another one takes. */
    static final Duration SOON = Duration.ofMinutes(60);

    private WayChoice() {}

    /**
     * Chooses.
     *
     * @param estimates one of each way, in the order in which they are preferred
     * @return empty if no way is left
     */
    static Optional<SnapshotWay> choose(List<WayEstimates.Estimate> estimates) {
        long exportCalls = estimates.stream()
                .filter(estimate -> estimate.way() == SnapshotWay.BULK_EXTRACT)
                .mapToLong(WayEstimates.Estimate::calls)
                .findFirst()
                .orElse(0);
        boolean exportsOpen = estimates.stream()
                .anyMatch(estimate -> estimate.way() == SnapshotWay.BULK_EXTRACT && estimate.isAvailable());
        List<WayEstimates.Estimate> open = estimates.stream()
                .filter(WayEstimates.Estimate::isAvailable)
                .filter(estimate -> !exportsOpen || estimate.way() != SnapshotWay.STATIC_LIST)
                .toList();
        boolean idsAreCheap = open.stream()
                .anyMatch(estimate -> estimate.way() == SnapshotWay.ID_RANGES && estimate.calls() <= exportCalls);
        if (idsAreCheap) {
            return Optional.of(SnapshotWay.ID_RANGES);
        }
        return open.stream()
                .filter(estimate -> estimate.duration().compareTo(SOON) <= 0)
                .findFirst()
                .or(() -> open.stream().min(Comparator.comparing(WayEstimates.Estimate::duration)))
                .map(WayEstimates.Estimate::way);
    }

    /** Calls for all ids up to the highest. */
    static long idCalls(long highestId) {
        return Math.ceilDiv(highestId, (long) HighestIdSearch.PLACES);
    }

    /** Calls for so many exports. */
    static long exportCalls(int windows) {
        return (long) windows * CALLS_PER_WINDOW;
    }

    /** Windows of at most this width between two moments. */
    static int windows(Instant from, Instant until, Duration width) {
        long seconds = Math.max(0, Duration.between(from, until).toSeconds());
        return (int) Math.ceilDiv(seconds, width.toSeconds());
    }
}
