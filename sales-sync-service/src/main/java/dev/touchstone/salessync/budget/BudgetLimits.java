package dev.touchstone.salessync.budget;

import java.time.Duration;

/**
 * How much of the instance is ours. Pure.
 *
 * @param callsPerWindow calls in any window, below the 100 in 20 seconds that an instance allows to everybody together
 * @param window length of the window
 * @param concurrentCalls calls at a time, below the 10 that an instance allows
 * @param dailyQuota calls a day that the instance allows to everybody; Marketo's API does not tell it
 * @param ownPercent share of the quota that we never exceed
 * @param reservePercent share of the quota that only opt-outs may use
 */
public record BudgetLimits(
        int callsPerWindow, Duration window, int concurrentCalls, long dailyQuota, int ownPercent, int reservePercent) {
    private static final long PERCENT = 100;

    public BudgetLimits {
        boolean paced = callsPerWindow > 0 && concurrentCalls > 0 && window.isPositive();
        boolean shared = ownPercent <= PERCENT && reservePercent >= 0 && reservePercent < ownPercent;
        if (!paced || !shared || dailyQuota < 1) {
            throw new IllegalArgumentException(
                    "calls per window, window, calls at a time and the daily quota are above 0;"
                            + " 0 <= reserve < own share <= 100 percent");
        }
    }

    /** Calls a day that we never exceed. */
    public long ownCap() {
        return dailyQuota * ownPercent / PERCENT;
    }

    /** Calls a day that only opt-outs may use. */
    public long reserve() {
        return dailyQuota * reservePercent / PERCENT;
    }
}
