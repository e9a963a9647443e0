package dev.touchstone.salessync.budget;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Calls at a time. After 615 one fewer for 60 seconds; then one more with each 60 seconds. Pure.
 *
 * @param cut what is left after 615; null while all are
 */
record Places(@Nullable Cut cut) {
    static final Places FULL = new Places(null);
    private static final Duration STEP = Duration.ofSeconds(60);
    /** Calls that were under way together may all be told 615; they lower it once. */
    private static final Duration SETTLE = Duration.ofSeconds(1);

    /** Calls allowed at a time at this moment. */
    int calls(Instant now, BudgetLimits limits) {
        if (cut == null) {
            return limits.concurrentCalls();
        }
        long more = now.isBefore(cut.until())
                ? 0
                : 1 + Duration.between(cut.until(), now).dividedBy(STEP);
        return (int) Math.min(limits.concurrentCalls(), cut.calls() + more);
    }

    /** After a 615. */
    Places lowered(Instant now, BudgetLimits limits) {
        boolean justLowered =
                cut != null && now.isBefore(cut.until().minus(STEP).plus(SETTLE));
        return justLowered ? this : new Places(new Cut(Math.max(1, calls(now, limits) - 1), now.plus(STEP)));
    }
}
