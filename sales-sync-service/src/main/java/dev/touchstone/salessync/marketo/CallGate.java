package dev.touchstone.salessync.marketo;

import java.time.Duration;
import java.util.Optional;

/**
 * Lets calls through: one pace, one quota and one set of lanes for everybody who calls the instance, in all processes.
 * Thread-safe.
 */
public interface CallGate {
    /**
     * Waits for a turn. Whoever has one {@linkplain #end ends} it.
     *
     * @param patience how long to wait at most
     * @throws MarketoFailure {@link MarketoError.NoTurn} if there was none within the patience,
     *     {@link MarketoError.QuotaUsedUp} or {@link MarketoError.BreakerOpen} at once if there will be none soon
     */
    Turn enter(Lane lane, Duration patience) throws InterruptedException;

    /**
     * Says how a call ended. Never fails: what cannot be stored is lost, and the place comes back when its lease ends.
     *
     * @return what the caller has to be told instead; only after {@link CallOutcome#QUOTA_USED_UP}
     */
    Optional<MarketoError> end(Turn turn, CallOutcome outcome);

    /** The right to make one call. */
    interface Turn {}
}
