package dev.touchstone.salessync.budget;

import java.time.Duration;

/**
 * What becomes of a call that asks for its turn. Pure.
 *
 * @param <S> all that is known about the calls of a system
 * @param <E> why a call is not worth waiting for
 */
sealed interface Decision<S, E> {
    /** The state afterwards. */
    S state();

    /**
     * It may be made.
     *
     * @param probe true if it tries whether the system answers again, so that its end decides
     */
    record Granted<S, E>(S state, boolean probe) implements Decision<S, E> {}

    /**
     * It has to ask again.
     *
     * @param next after this time
     * @param atLeast no call at all is let through for this time
     */
    record Wait<S, E>(S state, Duration next, Duration atLeast) implements Decision<S, E> {}

    /** It is not worth waiting. */
    record Refused<S, E>(S state, E error) implements Decision<S, E> {}
}
