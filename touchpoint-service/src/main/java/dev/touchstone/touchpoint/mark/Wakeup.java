package dev.touchstone.touchpoint.mark;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Tells the workers of this process that something was committed, so that they need not wait for their next look. Only a
 * matter of speed: without a signal they look by themselves.
 */
@ApplicationScoped
public class Wakeup {
    private final Semaphore signals = new Semaphore(0);

    /** Wakes one worker, if one sleeps. */
    public void signal() {
        if (signals.availablePermits() == 0) {
            signals.release();
        }
    }

    /** Sleeps until a signal, or for this time. */
    public void await(Duration atMost) throws InterruptedException {
        if (signals.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            signals.drainPermits();
        }
    }
}
