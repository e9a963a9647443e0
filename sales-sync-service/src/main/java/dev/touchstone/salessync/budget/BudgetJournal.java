package dev.touchstone.salessync.budget;

import dev.touchstone.salessync.marketo.CallOutcome;
import dev.touchstone.salessync.marketo.Lane;
import dev.touchstone.salessync.marketo.MarketoError;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/**
 * Every change of the budget, each in a transaction of its own that holds the budget's row: all processes come one after the
 * other. Of its own even within a caller's, which may last long and may be rolled back while Marketo has counted the call.
 */
@ApplicationScoped
public class BudgetJournal {
    /** A process that died keeps its places for so long; one that lives renews it three times as often. */
    static final Duration LEASE = Duration.ofSeconds(6);

    private static final String SYSTEM = "marketo";

    private final SqlBudgetStore store;
    private final SqlCallStore calls;
    private final BudgetLimits limits;
    private final GateRules rules;
    private final Clock clock;

    BudgetJournal(SqlBudgetStore store, SqlCallStore calls, BudgetLimits limits, Clock clock) {
        this.store = store;
        this.calls = calls;
        this.limits = limits;
        this.rules = new GateRules(limits);
        this.clock = clock;
    }

    /** Asks for a turn. */
    @Transactional(TxType.REQUIRES_NEW)
    Decision<GateState, MarketoError> ask(UUID callId, UUID worker, Lane lane) {
        store.lock();
        SqlBudgetStore.Stored stored = store.read();
        Moment now = moment(stored);
        int size = rules.callsPerWindow(stored.state(), lane, now);
        Decision<GateState, MarketoError> decision =
                rules.decide(stored.state(), lane, calls.traffic(SYSTEM, now.shared(), size), now);
        store.write(stored.state(), decision.state());
        if (decision instanceof Decision.Granted<GateState, MarketoError> granted) {
            Instant at = now.shared();
            calls.begin(
                    new SqlCallStore.Begun(SYSTEM, callId, lane, worker, granted.probe(), at, at.plus(LEASE)),
                    limits.window());
        }
        return decision;
    }

    /**
     * Ends a call.
     *
     * @return what the caller has to be told instead, after {@link CallOutcome#QUOTA_USED_UP}
     */
    @Transactional(TxType.REQUIRES_NEW)
    Optional<MarketoError> end(UUID callId, Lane lane, boolean probe, CallOutcome outcome) {
        boolean plain = outcome == CallOutcome.ANSWERED && !probe;
        if (!plain) {
            store.lock();
        }
        calls.end(callId, outcome.isFailure(), limits.window());
        return plain ? Optional.empty() : ended(lane, probe, outcome);
    }

    private Optional<MarketoError> ended(Lane lane, boolean probe, CallOutcome outcome) {
        SqlBudgetStore.Stored stored = store.read();
        Moment now = moment(stored);
        Breaker.Recent recent = Breaker.Recent.NONE;
        if (outcome.isFailure()) {
            Instant span = now.shared().minus(Breaker.SPAN);
            Instant since = stored.state().breaker().since();
            recent = calls.endedSince(SYSTEM, since.isAfter(span) ? since : span);
        }
        GateState next = rules.ended(stored.state(), lane, probe, outcome, recent, now);
        store.write(stored.state(), next);
        return outcome == CallOutcome.QUOTA_USED_UP ? rules.parked(next, now) : Optional.empty();
    }

    /** The process lives, and these are its calls. */
    @Transactional(TxType.REQUIRES_NEW)
    void keep(Collection<UUID> open) {
        calls.keep(open, LEASE, limits.window());
    }

    /**
     * True if it falls to the caller to ask Marketo now how many calls everybody made. The very first look only sets when that
     * will be.
     */
    @Transactional(TxType.REQUIRES_NEW)
    public boolean claimUsage(Duration interval) {
        store.lock();
        Instant now = clock.instant();
        Optional<Instant> due = store.usageDueAt();
        if (due.isPresent() && due.get().isAfter(now)) {
            return false;
        }
        store.usageDueAt(now.plus(interval));
        return due.isPresent();
    }

    /** What Marketo says that everybody used today. */
    @Transactional(TxType.REQUIRES_NEW)
    public void toldTotal(long total) {
        store.lock();
        GateState state = store.read().state();
        DayUse today = state.day().on(DayUse.dayOf(clock.instant()));
        store.write(state, state.with(today.toldTotal(total)));
        store.usageRead(clock.instant());
    }

    /** How the budget stands. */
    @Transactional(TxType.REQUIRES_NEW)
    public BudgetReport<Lane> report() {
        SqlBudgetStore.Stored stored = store.read();
        Moment now = moment(stored);
        int size = rules.callsPerWindow(stored.state(), Lane.OPT_OUT, now);
        int open = calls.traffic(SYSTEM, now.shared(), size).open();
        return MarketoReport.of(
                stored.state(),
                limits,
                now,
                new BudgetReport.Traffic(calls.inWindow(SYSTEM, now.shared()), open),
                stored.usageReadAt());
    }

    private Moment moment(SqlBudgetStore.Stored stored) {
        return new Moment(stored.now(), clock.instant());
    }
}
