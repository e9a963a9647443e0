package dev.touchstone.salessync.person.sync;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.salessync.connection.FindConnection;
import dev.touchstone.salessync.connection.MarketoConnected;
import dev.touchstone.salessync.connection.salesforce.ConnectedSalesforce;
import dev.touchstone.salessync.person.reconcile.Reconciliation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What an operator does with the sync: start, pause, resume, compare. */
@ApplicationScoped
public class ControlPersonSync {
    /** The feeds begin so long before the first reading: clocks differ, and Marketo's log lags behind (R-I-3). */
    static final Duration FEED_MARGIN = Duration.ofMinutes(15);

    private final SyncJournal journal;
    private final FindConnection connections;
    private final ConnectedSalesforce salesforce;
    private final RunJournal runs;
    private final Clock clock;

    ControlPersonSync(
            SyncJournal journal,
            RunJournal runs,
            FindConnection connections,
            ConnectedSalesforce salesforce,
            Clock clock) {
        this.journal = journal;
        this.runs = runs;
        this.connections = connections;
        this.salesforce = salesforce;
        this.clock = clock;
    }

    /**
     * Starts the sync, or goes on after a pause.
     *
     * @param withoutCrm true to sync although Salesforce is not connected
     * @throws RpcFailure.FailedPrecondition {@code NOT_CONNECTED}, {@code CRM_NOT_CONNECTED}
     */
    public void start(boolean withoutCrm) {
        requireConnection();
        if (!withoutCrm && !salesforce.isConnected()) {
            throw new RpcFailure.FailedPrecondition(
                    "CRM_NOT_CONNECTED",
                    "Salesforce is not connected, so nothing of what sales does will get there: connect it, or set without_crm",
                    Map.of("system", "salesforce"));
        }
        change((record, now) -> {
            @Nullable Instant since = record.feeds().since();
            SyncRecord.FeedStart feeds =
                    since == null ? new SyncRecord.FeedStart(now.minus(FEED_MARGIN), false) : record.feeds();
            return record.with(feeds).with(SyncMachine.started(record.state(), now));
        });
    }

    /**
     * Pauses the sync after the page in hand.
     *
     * @throws RpcFailure.FailedPrecondition {@code NOT_CONNECTED}
     */
    public void pause() {
        requireConnection();
        change((record, now) -> record.with(SyncMachine.paused(record.state(), now)));
    }

    /**
     * Ends a pause.
     *
     * @throws RpcFailure.FailedPrecondition {@code NOT_CONNECTED}, {@code NOT_STARTED}
     */
    public void resume() {
        requireConnection();
        change((record, now) -> {
            if (record.feeds().since() == null) {
                throw new RpcFailure.FailedPrecondition(
                        "NOT_STARTED", "the sync of people was never started: call StartPersonSync", Map.of());
            }
            return record.with(SyncRecord.Held.NONE).with(SyncMachine.resumed(record.state(), now));
        });
    }

    /**
     * Compares everybody with Marketo; a comparison that runs goes on.
     *
     * @return the report so far
     * @throws RpcFailure.FailedPrecondition {@code NOT_CONNECTED}, {@code NOT_LIVE}
     */
    public Reconciliation reconcile() {
        requireConnection();
        return runs.reconcile(now());
    }

    void connected(@Observes MarketoConnected event) {
        change((record, now) -> record.with(SyncRecord.Held.NONE).with(SyncMachine.connected(record.state(), now)));
    }

    private void change(BiFunction<SyncRecord, Instant, SyncRecord> transition) {
        Instant now = now();
        journal.change(record -> transition.apply(record, now));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private void requireConnection() {
        if (connections.find().isEmpty()) {
            throw new RpcFailure.FailedPrecondition(
                    "NOT_CONNECTED",
                    "Marketo is not connected: call ConnectMarketo first",
                    Map.of("system", "marketo"));
        }
    }
}
