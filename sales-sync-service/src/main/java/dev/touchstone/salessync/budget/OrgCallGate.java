package dev.touchstone.salessync.budget;

import dev.touchstone.runtime.IdSource;
import dev.touchstone.salessync.salesforce.error.SalesforceError;
import dev.touchstone.salessync.salesforce.error.SalesforceFailure;
import dev.touchstone.salessync.salesforce.limit.LimitInfo;
import dev.touchstone.salessync.salesforce.limit.SalesforceGate;
import dev.touchstone.salessync.salesforce.limit.SalesforceLane;
import dev.touchstone.salessync.salesforce.limit.SalesforceOutcome;
import io.quarkus.logging.Log;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where the calls of one process to Salesforce wait for their turn. The budget in the database decides. */
public final class OrgCallGate implements SalesforceGate {
    private final OrgJournal budget;
    private final OrgMeters meters;
    private final Clock clock;
    private final TurnQueue<SalesforceLane, SalesforceError> queue;

    public OrgCallGate(OrgJournal budget, OrgMeters meters, IdSource ids, Clock clock) {
        this.budget = budget;
        this.meters = meters;
        this.clock = clock;
        this.queue = new TurnQueue<>(SalesforceLane.class, new Salesforce(), ids, clock);
    }

    private record Call(TurnQueue.Turn<SalesforceLane> turn) implements Turn {}

    private final class Salesforce implements TurnQueue.Budget<SalesforceLane, SalesforceError> {
        @Override
        public Decision<OrgState, SalesforceError> ask(UUID callId, UUID worker, SalesforceLane lane) {
            Decision<OrgState, SalesforceError> decision = budget.ask(callId, worker, lane);
            meters.decided(decision.state());
            return decision;
        }

        @Override
        public RuntimeException noTurn(SalesforceLane lane, Duration patience) {
            return new SalesforceFailure(new SalesforceError.NoTurn(patience));
        }

        @Override
        public RuntimeException refusal(SalesforceError error) {
            return new SalesforceFailure(error);
        }
    }

    @Override
    public Turn enter(SalesforceLane lane, Duration patience) throws InterruptedException {
        Instant start = clock.instant();
        Call call = new Call(queue.enter(lane, patience));
        meters.waited(lane, Duration.between(start, clock.instant()));
        return call;
    }

    @Override
    public Optional<SalesforceError> end(Turn turn, SalesforceOutcome outcome, @Nullable LimitInfo used) {
        if (!(turn instanceof Call call)) {
            throw new IllegalArgumentException("a turn of another gate");
        }
        return queue.end(call.turn(), () -> store(call.turn(), outcome, used));
    }

    private Optional<SalesforceError> store(
            TurnQueue.Turn<SalesforceLane> turn, SalesforceOutcome outcome, @Nullable LimitInfo used) {
        try {
            return budget.end(turn.id(), turn.lane(), turn.probe(), outcome, used);
        } catch (RuntimeException lost) {
            // The call has its answer; its place comes back when the lease ends.
            Log.warnf("the end of a call to Salesforce could not be stored: %s", lost.getMessage());
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
