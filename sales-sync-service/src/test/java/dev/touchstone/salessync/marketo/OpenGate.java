package dev.touchstone.salessync.marketo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Lets every call through at once and keeps how each ended. */
public final class OpenGate implements CallGate {
    private final List<CallOutcome> outcomes = Collections.synchronizedList(new ArrayList<>());

    private record Open(Lane lane) implements Turn {}

    @Override
    public Turn enter(Lane lane, Duration patience) {
        if (patience.isNegative()) {
            throw new MarketoFailure(new MarketoError.NoTurn(lane));
        }
        return new Open(lane);
    }

    @Override
    public Optional<MarketoError> end(Turn turn, CallOutcome outcome) {
        outcomes.add(outcome);
        return Optional.empty();
    }

    /** How the calls ended, in their order. */
    public List<CallOutcome> outcomes() {
        return List.copyOf(outcomes);
    }
}
