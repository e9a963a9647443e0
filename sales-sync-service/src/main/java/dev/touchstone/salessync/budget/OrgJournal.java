package dev.touchstone.salessync.budget;

import dev.touchstone.salessync.salesforce.error.SalesforceError;
import dev.touchstone.salessync.salesforce.limit.LimitInfo;
import dev.touchstone.salessync.salesforce.limit.SalesforceLane;
import dev.touchstone.salessync.salesforce.limit.SalesforceOutcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Every change of the budget of calls to Salesforce, each in a transaction of its own that holds the budget's row, as
 * {@link BudgetJournal} does it for Marketo.
 */
@ApplicationScoped
public class OrgJournal {
    private static final String SYSTEM = "salesforce";
    /** Calls count for nothing after their end but for the breaker. */
    private static final Duration NO_WINDOW = Duration.ZERO;

    private final SqlOrgStore store;
    private final SqlCallStore calls;
    private final OrgShare limits;
    private final OrgRules rules;
    private final Clock clock;

    OrgJournal(SqlOrgStore store, SqlCallStore calls, OrgShare limits, Clock clock) {
        this.store = store;
        this.calls = calls;
        this.limits = limits;
        this.rules = new OrgRules(limits);
        this.clock = clock;
    }

    /** Asks for a turn. */
    @Transactional(TxType.REQUIRES_NEW)
    Decision<OrgState, SalesforceError> ask(UUID callId, UUID worker, SalesforceLane lane) {
        store.lock();
        SqlOrgStore.Stored stored = store.read();
        Moment now = moment(stored);
        int open = calls.open(SYSTEM, now.shared());
        Decision<OrgState, SalesforceError> decision = rules.decide(stored.state(), lane, open, now);
        store.write(stored.state(), decision.state());
        if (decision instanceof Decision.Granted<OrgState, SalesforceError> granted) {
            Instant at = now.shared();
            Instant lease = at.plus(BudgetJournal.LEASE);
            calls.begin(new SqlCallStore.Begun(SYSTEM, callId, lane, worker, granted.probe(), at, lease), NO_WINDOW);
        }
        return decision;
    }

    /**
     * Ends a call.
     *
     * @param used what Salesforce said that everybody used; null if it said nothing
     * @return what the caller has to be told instead, after {@link SalesforceOutcome#QUOTA_USED_UP}
     */
    @Transactional(TxType.REQUIRES_NEW)
    Optional<SalesforceError> end(
            UUID callId, SalesforceLane lane, boolean probe, SalesforceOutcome outcome, @Nullable LimitInfo used) {
        store.lock();
        calls.end(callId, outcome.isFailure(), NO_WINDOW);
        SqlOrgStore.Stored stored = store.read();
        Moment now = moment(stored);
        OrgState told = used == null ? stored.state() : rules.told(stored.state(), used, now);
        OrgState next = rules.ended(told, probe, outcome, recent(told, outcome, now), now);
        store.write(stored.state(), next);
        return outcome == SalesforceOutcome.QUOTA_USED_UP ? rules.parked(next, lane, now) : Optional.empty();
    }

    private Breaker.Recent recent(OrgState state, SalesforceOutcome outcome, Moment now) {
        if (!outcome.isFailure()) {
            return Breaker.Recent.NONE;
        }
        Instant span = now.shared().minus(Breaker.SPAN);
        Instant since = state.breaker().since();
        return calls.endedSince(SYSTEM, since.isAfter(span) ? since : span);
    }

    /** The process lives, and these are its calls. */
    @Transactional(TxType.REQUIRES_NEW)
    void keep(Collection<UUID> open) {
        calls.keep(open, BudgetJournal.LEASE, NO_WINDOW);
    }

    /**
     * True if it falls to the caller to ask Salesforce now how many calls everybody made: it has not told by itself for the interval.
     */
    @Transactional(TxType.REQUIRES_NEW)
    public boolean claimUsage(Duration interval) {
        store.lock();
        Instant now = clock.instant();
        @Nullable Instant toldAt = store.read().state().usage().toldAt();
        boolean toldLately = toldAt != null && toldAt.plus(interval).isAfter(now);
        boolean claimed = store.usageDueAt().filter(due -> due.isAfter(now)).isPresent();
        if (toldLately || claimed) {
            return false;
        }
        store.usageDueAt(now.plus(interval));
        return true;
    }

    /** True if only opt-outs may go out, as far as is known. */
    @Transactional(TxType.REQUIRES_NEW)
    public boolean isNearlyUsedUp() {
        return store.read().state().asOf(clock.instant()).usage().isNearlyUsedUp();
    }

    /** How the budget stands. */
    @Transactional(TxType.REQUIRES_NEW)
    public BudgetReport<SalesforceLane> report() {
        SqlOrgStore.Stored stored = store.read();
        Moment now = moment(stored);
        return OrgReport.of(stored.state(), limits, calls.open(SYSTEM, now.shared()), now);
    }

    private Moment moment(SqlOrgStore.Stored stored) {
        return new Moment(stored.now(), clock.instant());
    }
}
