package dev.touchstone.salessync.budget;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What Salesforce told last of everybody's calls in the last 24 hours. Pure.
 *
 * @param used calls that it told
 * @param max calls that the organisation allows
 * @param since calls of ours that were let through since
 * @param toldAt when it told; null if it never did
 */
record OrgUsage(long used, long max, long since, @Nullable Instant toldAt) {
    static final OrgUsage UNKNOWN = new OrgUsage(0, OrgShare.SMALLEST_MAX, 0, null);
    private static final Duration DAY = Duration.ofHours(24);
    private static final double PERCENT = 100;

    /** As it is later: none of what was told a day ago counts any more. */
    OrgUsage asOf(Instant now) {
        boolean over = toldAt != null && !now.isBefore(toldAt.plus(DAY));
        return over ? new OrgUsage(0, max, 0, null) : this;
    }

    /** With what Salesforce told now. */
    OrgUsage told(long nowUsed, long nowMax, Instant now) {
        return new OrgUsage(nowUsed, nowMax, 0, now);
    }

    /** With a call of ours. */
    OrgUsage called() {
        return new OrgUsage(used, max, since + 1, toldAt);
    }

    /** Calls of everybody, as far as is known. */
    long total() {
        return used + since;
    }

    /** Calls of everybody, of those that are allowed. */
    double percent() {
        return total() * PERCENT / max;
    }

    /** True if only opt-outs may go out. */
    boolean isNearlyUsedUp() {
        return percent() >= OrgShare.CLOSED_PERCENT;
    }
}
