package dev.touchstone.salessync.optout.check;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the store knows of an address from the sync of people. Pure.
 *
 * @param known whether it holds somebody with the address: a person, or somebody else who is unsubscribed
 * @param unsubscribed whether one of them is unsubscribed
 * @param unsaid whether Marketo did not say it of one of them
 * @param dirty whether Marketo said that one of them changed and it was not read again yet
 * @param knownUntil as of when nothing is missing in the mirror, whoever has the address, UTC; empty if that is not known
 */
record Mirror(boolean known, boolean unsubscribed, boolean unsaid, boolean dirty, Optional<Instant> knownUntil) {
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);

    /** As of when what it says is known to be true; empty if never. A sign that somebody changed comes before what was read. */
    Optional<Instant> asOf() {
        return (unsaid || dirty) && !unsubscribed ? Optional.empty() : knownUntil;
    }

    /** As of when, if that is at most so long ago. A time to come is of a clock that is wrong, and tells nothing (F37). */
    Optional<Instant> asOf(Instant now, Duration age) {
        return asOf().filter(at -> !at.isBefore(now.minus(age)) && !at.isAfter(now.plus(CLOCK_TOLERANCE)));
    }

    /** Whether there is a sign that somebody with the address is unsubscribed. */
    boolean signalsUnsubscribe() {
        return unsubscribed || unsaid || dirty;
    }
}
