package dev.touchstone.salessync.marketo;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Lets calls through at the pace of the {@link TokenBucket} and a few at a time. One per process: replicas do not share it,
 * which is enough while only the replica that holds the lease reads.
 */
final class CallPacer {
    private static final Duration LONGEST_NAP = Duration.ofMillis(500);

    private final TokenBucket bucket;
    private final Semaphore places;
    private final Clock clock;

    CallPacer(TokenBucket bucket, int concurrentCalls, Clock clock) {
        this.bucket = bucket;
        this.places = new Semaphore(concurrentCalls, true);
        this.clock = clock;
    }

    /** Makes the call when it is its turn. */
    <T> T call(Supplier<T> call) throws InterruptedException {
        places.acquire();
        try {
            for (Duration wait = take(); !wait.isZero(); wait = take()) {
                // Short naps, because the clock may be moved.
                Thread.sleep(wait.compareTo(LONGEST_NAP) > 0 ? LONGEST_NAP : wait);
            }
            return call.get();
        } finally {
            places.release();
        }
    }

    synchronized void slowDown() {
        bucket.slowDown(clock.instant());
    }

    private synchronized Duration take() {
        return bucket.take(clock.instant());
    }
}
