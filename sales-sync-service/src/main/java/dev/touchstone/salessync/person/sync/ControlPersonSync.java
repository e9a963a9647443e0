package dev.touchstone.salessync.person.sync;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.salessync.connection.FindConnection;
import dev.touchstone.salessync.connection.MarketoConnected;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What an operator does with the sync: start, pause, look. */
@ApplicationScoped
public class ControlPersonSync {
    private final SyncJournal journal;
    private final FindConnection connections;
    private final Clock clock;

    ControlPersonSync(SyncJournal journal, FindConnection connections, Clock clock) {
        this.journal = journal;
        this.connections = connections;
        this.clock = clock;
    }

    /**
     * Starts the sync, or goes on after a pause.
     *
     * @throws RpcFailure.FailedPrecondition {@code NOT_CONNECTED}
     */
    public SyncReport start() {
        return change(state -> SyncMachine.started(state, clock.instant()));
    }

    /**
     * Pauses the sync after the page in hand.
     *
     * @throws RpcFailure.FailedPrecondition {@code NOT_CONNECTED}
     */
    public SyncReport pause() {
        return change(SyncMachine::paused);
    }

    /** How the sync stands. */
    public SyncReport look() {
        return SyncReport.of(journal.read(), connections.find().isPresent(), clock.instant());
    }

    void connected(@Observes MarketoConnected event) {
        journal.change(state -> SyncMachine.connected(state, clock.instant()));
    }

    private SyncReport change(UnaryOperator<SyncState> transition) {
        if (connections.find().isEmpty()) {
            throw new RpcFailure.FailedPrecondition(
                    "NOT_CONNECTED",
                    "Marketo is not connected: call ConnectMarketo first",
                    Map.of("system", "marketo"));
        }
        return SyncReport.of(journal.change(transition), true, clock.instant());
    }
}
