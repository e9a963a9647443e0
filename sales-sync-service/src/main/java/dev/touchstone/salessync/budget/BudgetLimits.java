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
    /** Part of the calls without reserve that reading everybody leaves to feeds, activities and people who wait, in percent. */
    private static final long FOLLOWING_PERCENT = 40;
    /** A background lane leaves this part of a window to those who cannot wait. */
    private static final int BACKGROUND_LEAVES = 10;

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

    /** Calls a day that reading everybody leaves to feeds, activities and people who wait. */
    public long following() {
        return (ownCap() - reserve()) * FOLLOWING_PERCENT / PERCENT;
    }

    /** Calls a day that reading everybody may use if nobody else of ours calls. */
    public long reading() {
        return ownCap() - reserve() - following();
    }

    /**
     * Calls that a background lane may make in a window.
     *
     * @param all calls in the window
     */
    static int inBackground(int all) {
        return all - all / BACKGROUND_LEAVES;
    }

    /** Calls that a background lane may make in a window when nothing slows us down. */
    public int backgroundCallsPerWindow() {
        return inBackground(callsPerWindow);
    }

    /** Calls a day that only opt-outs may use. */
    public long reserve() {
        return dailyQuota * reservePercent / PERCENT;
    }
}
