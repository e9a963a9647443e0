package dev.touchstone.salessync.person.snapshot;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What each way would cost. Pure. */
public final class WayEstimates {
    /** Calls that the search for the highest id takes, about. */
    private static final int SEARCH_CALLS = 60;
    /** An export is asked for its state after a minute at the earliest. */
    private static final Duration EXPORT_WAIT = Duration.ofMinutes(1);
    /** Rows of exports that are taken over in a minute, at least. */
    private static final long ROWS_PER_MINUTE = 50_000;

    private WayEstimates() {}

    /**
     * What is known before.
     *
     * @param people people of the instance
     * @param highestId the highest id
     * @param bytesPerPerson of a row of an exported file
     * @param createdFrom nobody was created before
     * @param now the present
     */
    public record Known(long people, long highestId, double bytesPerPerson, Instant createdFrom, Instant now) {}

    /**
     * The pace of calls.
     *
     * @param calls in a window
     * @param perDay in a day
     */
    public record CallPace(int calls, Duration window, long perDay) {
        public CallPace {
            if (calls < 1 || perDay < 1 || !window.isPositive()) {
                throw new IllegalArgumentException("a pace lets some calls through");
            }
        }

        Duration of(long count) {
            long days = Math.max(0, count - 1) / perDay;
            return Duration.ofDays(days)
                    .plus(window.multipliedBy(count - days * perDay).dividedBy(calls));
        }
    }

    /**
     * What a way would cost.
     *
     * @param unavailable why it cannot be used; empty if it can
     * @param calls calls to Marketo
     * @param exportBytes of the daily export volume
     * @param duration from the start to the end
     * @param chosen true if it would be used first
     */
    public record Estimate(
            SnapshotWay way, String unavailable, long calls, long exportBytes, Duration duration, boolean chosen) {
        boolean isAvailable() {
            return unavailable.isEmpty();
        }
    }

    /**
     * One estimate per way, in the order in which they are preferred.
     *
     * @param left ways that are not to be used, with the reason
     */
    public static List<Estimate> of(Known known, SnapshotPolicy policy, Map<SnapshotWay, String> left) {
        List<Estimate> estimates = Stream.of(SnapshotWay.values())
                .map(way -> estimate(known, way, unavailable(way, policy, left), policy.pace()))
                .toList();
        Optional<SnapshotWay> chosen = WayChoice.choose(estimates);
        return estimates.stream()
                .map(estimate -> chosen.filter(estimate.way()::equals).isPresent()
                        ? new Estimate(
                                estimate.way(),
                                estimate.unavailable(),
                                estimate.calls(),
                                estimate.exportBytes(),
                                estimate.duration(),
                                true)
                        : estimate)
                .toList();
    }

    private static String unavailable(SnapshotWay way, SnapshotPolicy policy, Map<SnapshotWay, String> left) {
        if (!policy.ways().contains(way)) {
            return "the configuration does not allow this way";
        }
        if (way == SnapshotWay.SALESFORCE_LED) {
            return SalesforceLed.NOT_CONNECTED;
        }
        if (way == SnapshotWay.STATIC_LIST && policy.listId().isEmpty()) {
            return StaticList.NOT_CONFIGURED;
        }
        return left.getOrDefault(way, "");
    }

    private static Estimate estimate(Known known, SnapshotWay way, String unavailable, CallPace pace) {
        long pages = Math.ceilDiv(known.people(), (long) HighestIdSearch.PLACES);
        int windows = WayChoice.windows(known.createdFrom(), known.now(), ExportPlan.WIDEST);
        return switch (way) {
            case BULK_EXTRACT -> {
                Duration waits = EXPORT_WAIT.multipliedBy(Math.ceilDiv(windows, ExportPlan.JOBS_AT_A_TIME));
                Duration rows = Duration.ofMinutes(Math.ceilDiv(known.people(), ROWS_PER_MINUTE));
                yield new Estimate(
                        way,
                        unavailable,
                        SEARCH_CALLS + WayChoice.exportCalls(windows),
                        Math.round(known.people() * known.bytesPerPerson()),
                        waits.plus(rows),
                        false);
            }
            case SALESFORCE_LED, STATIC_LIST ->
                new Estimate(way, unavailable, SEARCH_CALLS + pages, 0, pace.of(SEARCH_CALLS + pages), false);
            case ID_RANGES -> {
                long calls = SEARCH_CALLS + WayChoice.idCalls(known.highestId());
                yield new Estimate(way, unavailable, calls, 0, pace.of(calls), false);
            }
        };
    }
}
