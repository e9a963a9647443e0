package dev.touchstone.salessync.budget;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Leaves Marketo alone while it is down: opens after 20 failures in 60 seconds if more than half of the calls failed; then one
 * call is let through every 30 seconds, and the first that is answered closes it. Pure.
 *
 * @param since calls that ended before are not looked at
 * @param probeAt when the next call is let through; null while closed
 */
record Breaker(Instant since, @Nullable Instant probeAt) {
    /** How far back failures count. */
    static final Duration SPAN = Duration.ofSeconds(60);

    private static final int FAILURES = 20;
    private static final Duration PROBE = Duration.ofSeconds(30);

    /**
     * Calls that ended within {@link #SPAN} and after {@link Breaker#since}.
     *
     * @param calls all of them
     * @param failures those without an answer
     */
    record Recent(int calls, int failures) {
        static final Recent NONE = new Recent(0, 0);
    }

    boolean isOpen() {
        return probeAt != null;
    }

    /** When the next call is let through; null if now. */
    @Nullable
    Instant refusedUntil(Instant now) {
        return probeAt != null && now.isBefore(probeAt) ? probeAt : null;
    }

    /** A call is let through although the breaker is open. */
    Breaker probing(Instant now) {
        return new Breaker(since, now.plus(PROBE));
    }

    /** A call failed that is among the recent ones. */
    Breaker failed(Instant now, Recent recent) {
        boolean opens = recent.failures() >= FAILURES && recent.failures() * 2 > recent.calls();
        return !isOpen() && opens ? probing(now) : this;
    }

    /** A call that was let through although the breaker was open was answered. */
    Breaker closed(Instant now) {
        return new Breaker(now, null);
    }
}
