package dev.touchstone.salessync.budget;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Calls at a time. After a system refused one for that reason fewer for 60 seconds; then one more with each 60 seconds. Pure.
 *
 * @param cut what is left after a refusal; null while all are
 */
record Places(@Nullable Cut cut) {
    static final Places FULL = new Places(null);
    private static final Duration STEP = Duration.ofSeconds(60);
    /** Calls that were under way together may all be refused; they lower it once. */
    private static final Duration SETTLE = Duration.ofSeconds(1);

    /**
     * Calls allowed at a time at this moment.
     *
     * @param all calls at a time when nothing was refused
     */
    int calls(Instant now, int all) {
        if (cut == null) {
            return all;
        }
        long more = now.isBefore(cut.until())
                ? 0
                : 1 + Duration.between(cut.until(), now).dividedBy(STEP);
        return (int) Math.min(all, cut.calls() + more);
    }

    /** One fewer than now. */
    Places lowered(Instant now, int all) {
        return cutTo(calls(now, all) - 1, now);
    }

    /** Half as many as now. */
    Places halved(Instant now, int all) {
        return cutTo(calls(now, all) / 2, now);
    }

    private Places cutTo(int calls, Instant now) {
        boolean justLowered =
                cut != null && now.isBefore(cut.until().minus(STEP).plus(SETTLE));
        return justLowered ? this : new Places(new Cut(Math.max(1, calls), now.plus(STEP)));
    }
}
