package dev.touchstone.salessync.marketo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Paces calls: a bucket of tokens of which each comes back a full window after it was taken, so that no window, wherever it
 * starts, ever sees more calls than the bucket has tokens. A bucket that refills evenly would let twice as many through
 * around the moment in which it is full.
 *
 * <p>When Marketo says that the instance's limit is reached (606), the bucket closes for one window, halves its size, and
 * grows back by a tenth of the full size a minute.
 *
 * <p>Deterministic: time is an argument. Not thread-safe.
 */
public final class TokenBucket {
    private static final Duration RESTORE_STEP = Duration.ofMinutes(1);
    private static final int RESTORE_STEPS = 10;

    private final int size;
    private final Duration window;
    private final Deque<Instant> taken = new ArrayDeque<>();
    private int reducedSize;
    private Instant reducedAt = Instant.MIN;
    private Instant closedUntil = Instant.MIN;

    /**
     * @param size calls in any window, at least 1
     * @param window length of the window
     */
    public TokenBucket(int size, Duration window) {
        if (size < 1 || window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException("a bucket needs a size and a window but has " + size + ", " + window);
        }
        this.size = size;
        this.window = window;
        this.reducedSize = size;
    }

    /**
     * Takes a token if there is one.
     *
     * @return zero if a token was taken; else the time until it is worth asking again
     */
    public Duration take(Instant now) {
        while (!taken.isEmpty() && !taken.getFirst().plus(window).isAfter(now)) {
            taken.removeFirst();
        }
        if (now.isBefore(closedUntil)) {
            return Duration.between(now, closedUntil);
        }
        int excess = taken.size() - sizeAt(now);
        if (excess < 0) {
            taken.addLast(now);
            return Duration.ZERO;
        }
        Instant free = taken.stream().skip(excess).findFirst().orElseThrow().plus(window);
        return Duration.between(now, free);
    }

    /** Slows down after a 606. */
    public void slowDown(Instant now) {
        if (now.isBefore(closedUntil)) {
            // Calls that were under way when the first 606 came say nothing new.
            return;
        }
        reducedSize = Math.max(1, sizeAt(now) / 2);
        closedUntil = now.plus(window);
        reducedAt = closedUntil;
    }

    private int sizeAt(Instant now) {
        if (reducedSize == size || now.isBefore(reducedAt)) {
            return reducedSize;
        }
        long steps = Math.min(RESTORE_STEPS, Duration.between(reducedAt, now).dividedBy(RESTORE_STEP));
        long grown = reducedSize + (steps * size) / RESTORE_STEPS;
        return (int) Math.min(size, grown);
    }
}
