package dev.touchstone.salessync.budget;

import dev.touchstone.runtime.IdSource;
import dev.touchstone.salessync.marketo.CallGate;
import dev.touchstone.salessync.marketo.CallOutcome;
import dev.touchstone.salessync.marketo.Lane;
import dev.touchstone.salessync.marketo.MarketoError;
import dev.touchstone.salessync.marketo.MarketoFailure;
import io.quarkus.logging.Log;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Where the calls of one process to Marketo wait for their turn. The budget in the database decides. */
public final class SharedCallGate implements CallGate {
    private final BudgetJournal budget;
    private final BudgetMeters meters;
    private final Clock clock;
    private final TurnQueue<Lane, MarketoError> queue;

    public SharedCallGate(BudgetJournal budget, BudgetMeters meters, IdSource ids, Clock clock) {
        this.budget = budget;
        this.meters = meters;
        this.clock = clock;
        this.queue = new TurnQueue<>(Lane.class, new Marketo(), ids, clock);
    }

    private record Call(TurnQueue.Turn<Lane> turn) implements Turn {}

    private final class Marketo implements TurnQueue.Budget<Lane, MarketoError> {
        @Override
        public Decision<GateState, MarketoError> ask(UUID callId, UUID worker, Lane lane) {
            Decision<GateState, MarketoError> decision = budget.ask(callId, worker, lane);
            meters.decided(decision.state());
            return decision;
        }

        @Override
        public RuntimeException noTurn(Lane lane, Duration patience) {
            return new MarketoFailure(new MarketoError.NoTurn(lane));
        }

        @Override
        public RuntimeException refusal(MarketoError error) {
            return new MarketoFailure(error);
        }
    }

    @Override
    public Turn enter(Lane lane, Duration patience) throws InterruptedException {
        Instant start = clock.instant();
        Call call = new Call(queue.enter(lane, patience));
        meters.waited(lane, Duration.between(start, clock.instant()));
        return call;
    }

    @Override
    public Optional<MarketoError> end(Turn turn, CallOutcome outcome) {
        if (!(turn instanceof Call call)) {
            throw new IllegalArgumentException("a turn of another gate");
        }
        return queue.end(call.turn(), () -> store(call.turn(), outcome));
    }

    private Optional<MarketoError> store(TurnQueue.Turn<Lane> turn, CallOutcome outcome) {
        try {
            return budget.end(turn.id(), turn.lane(), turn.probe(), outcome);
        } catch (RuntimeException lost) {
            // The call has its answer; its place comes back when the lease ends.
            Log.warnf("the end of a call to Marketo could not be stored: %s", lost.getMessage());
            return Optional.empty();
        }
    }

    /** Keeps the calls of this process in hand; to be called at a third of the lease or more often. */
    public void keepAlive() {
        Set<UUID> open = queue.open();
        if (!open.isEmpty()) {
            budget.keep(open);
        }
    }
}
