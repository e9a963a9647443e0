package dev.touchstone.salessync.budget;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Calls in any window. After 606 nobody calls for a window; then half as many as before are let through, and a tenth of the full
 * number more with each minute. Pure.
 *
 * @param cut what is left after 606; its end is when calls are let through again; null while all are
 */
record Pace(@Nullable Cut cut) {
    static final Pace FULL = new Pace(null);
    private static final Duration STEP = Duration.ofMinutes(1);
    private static final int STEPS = 10;

    /** Calls allowed in a window at this moment, ignoring that none are while {@linkplain #closedFor closed}. */
    int calls(Instant now, BudgetLimits limits) {
        if (cut == null) {
            return limits.callsPerWindow();
        }
        long steps = now.isBefore(cut.until())
                ? 0
                : Math.min(STEPS, Duration.between(cut.until(), now).dividedBy(STEP));
        long grown = cut.calls() + steps * limits.callsPerWindow() / STEPS;
        return (int) Math.min(limits.callsPerWindow(), grown);
    }

    /** How long no call is let through. */
    Duration closedFor(Instant now) {
        return cut == null || !now.isBefore(cut.until()) ? Duration.ZERO : Duration.between(now, cut.until());
    }

    /** After a 606. */
    Pace slowedDown(Instant now, BudgetLimits limits) {
        if (closedFor(now).isPositive()) {
            // Calls that were under way when the first 606 came say nothing new.
            return this;
        }
        return new Pace(new Cut(Math.max(1, calls(now, limits) / 2), now.plus(limits.window())));
    }
}
