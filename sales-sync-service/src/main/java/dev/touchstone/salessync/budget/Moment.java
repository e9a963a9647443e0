package dev.touchstone.salessync.budget;

import java.time.Duration;
import java.time.Instant;

/**
 * Now, by two clocks. Pure.
 *
 * @param shared by the database's clock, the one that all processes share: windows, places, the breaker
 * @param local by the service's clock: the day and what is told to callers
 */
record Moment(Instant shared, Instant local) {
    /** A time of the database's clock as the service's clock has it. */
    Instant toLocal(Instant sharedTime) {
        return local.plus(Duration.between(shared, sharedTime));
    }
}
