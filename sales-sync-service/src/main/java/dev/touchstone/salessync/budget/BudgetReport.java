package dev.touchstone.salessync.budget;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How the budget stands. Pure. Times are of the service's clock.
 *
 * @param day calls of the day
 * @param now calls at this moment
 * @param lanes each lane, highest first
 * @param holds what keeps calls back
 * @param <L> the lanes of the system
 */
public record BudgetReport<L extends Enum<L>>(Day day, Now now, List<LaneUse<L>> lanes, Holds holds) {
    public BudgetReport {
        lanes = List.copyOf(lanes);
    }

    /**
     * Calls of the day.
     *
     * @param quota what the instance allows to everybody
     * @param ownCap what we allow ourselves
     * @param reserve part of our share that only opt-outs may use
     * @param used ours so far
     * @param usedByOthers everybody else's, as the system told last
     * @param usageReadAt when it told; empty if it never did
     * @param resetAt when all of the quota comes back; empty if it comes back bit by bit
     */
    public record Day(
            long quota,
            long ownCap,
            long reserve,
            long used,
            long usedByOthers,
            Optional<Instant> usageReadAt,
            Optional<Instant> resetAt) {
        /** What everybody used, of the quota. */
        public double usedPercent() {
            return (used + usedByOthers) * 100.0 / quota;
        }
    }

    /**
     * Calls at this moment.
     *
     * @param traffic calls in the window and in hand
     * @param callsPerWindow what a window has now; 0 for a system without windows
     * @param concurrentCalls what is allowed at a time now
     * @param callsPerHour mean rate of the last ten minutes or so
     * @param exhaustedAt when what is left for all lanes but opt-outs will be used up at that rate; empty if not before the reset
     */
    public record Now(
            Traffic traffic,
            int callsPerWindow,
            int concurrentCalls,
            double callsPerHour,
            Optional<Instant> exhaustedAt) {}

    /**
     * Calls in the window and in hand.
     *
     * @param inWindow calls that count in the window
     * @param open calls in hand
     */
    public record Traffic(int inWindow, int open) {}

    /**
     * A lane.
     *
     * @param used calls of the day
     * @param left calls that it may still make
     * @param waiting true if it waits for its turn
     * @param <L> the lanes of the system
     */
    public record LaneUse<L extends Enum<L>>(L lane, long used, long left, boolean waiting) {}

    /**
     * What keeps calls back.
     *
     * @param parkedUntil the quota is used up: the next call tries then
     * @param slowedUntil the limit of calls in a window was reached: no call before
     * @param brokenUntil the system is down: the next call tries then
     */
    public record Holds(Optional<Instant> parkedUntil, Optional<Instant> slowedUntil, Optional<Instant> brokenUntil) {}
}
