package dev.touchstone.salessync.budget;

import dev.touchstone.salessync.salesforce.limit.SalesforceLane;

/**
 * How much of what a Salesforce organisation allows is ours. Pure.
 *
 * @param ownPercent share of the organisation's calls of 24 hours that we never exceed
 * @param concurrentCalls calls at a time; Salesforce limits only those that last longer than 20 seconds, to 25, or 5 in a developer
 *     organisation
 */
public record OrgShare(int ownPercent, int concurrentCalls) {
    /** Calls of 24 hours of the smallest organisation there is; taken until Salesforce has told. */
    static final long SMALLEST_MAX = 15_000;

    /** From this share of the organisation's calls on, only opt-outs go out. */
    static final int CLOSED_PERCENT = 90;

    private static final long PERCENT = 100;

    public OrgShare {
        if (ownPercent < 1 || ownPercent > PERCENT || concurrentCalls < 1) {
            throw new IllegalArgumentException("0 < own share <= 100 percent; calls at a time are above 0");
        }
    }

    /**
     * Calls of 24 hours that we never exceed.
     *
     * @param max what the organisation allows to everybody
     */
    long ownCap(long max) {
        return max * ownPercent / PERCENT;
    }

    /** The part of our calls that is kept for a lane. */
    long share(SalesforceLane lane, long max) {
        return ownCap(max) * lane.sharePercent() / PERCENT;
    }
}
