package dev.touchstone.salessync.budget;

import dev.touchstone.salessync.marketo.MarketoError;
import java.time.Duration;

/** What becomes of a call that asks for its turn. Pure. */
sealed interface Decision {
    /** The state afterwards. */
    GateState state();

    /**
     * It may be made.
     *
     * @param probe true if it tries whether Marketo answers again, so that its end decides
     */
    record Granted(GateState state, boolean probe) implements Decision {}

    /**
     * It has to ask again.
     *
     * @param next after this time
     * @param atLeast no call at all is let through for this time
     */
    record Wait(GateState state, Duration next, Duration atLeast) implements Decision {}

    /** It is not worth waiting. */
    record Refused(GateState state, MarketoError error) implements Decision {}
}
