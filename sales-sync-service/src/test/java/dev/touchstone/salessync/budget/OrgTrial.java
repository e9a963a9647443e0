package dev.touchstone.salessync.budget;

import dev.touchstone.salessync.salesforce.error.SalesforceError;
import dev.touchstone.salessync.salesforce.limit.LimitInfo;
import dev.touchstone.salessync.salesforce.limit.SalesforceLane;
import dev.touchstone.salessync.salesforce.limit.SalesforceOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules with calls kept in memory, as the store keeps them: for tests that let time pass. */
final class OrgTrial {
    static final Instant START = Instant.parse("2026-07-15T19:30:00Z");
    static final OrgState FRESH = new OrgState(
            Places.FULL,
            new Breaker(Instant.EPOCH, null),
            OrgParking.NONE,
            OrgUsage.UNKNOWN,
            RollingUse.NONE,
            new UseRate(0, Instant.EPOCH),
            LaneWaits.none());

    private final OrgRules rules;
    private final List<Call> calls = new ArrayList<>();
    private OrgState state = FRESH;
    private Instant now = START;

    OrgTrial(OrgShare share) {
        this.rules = new OrgRules(share);
    }

    /** A call in hand or ended. */
    static final class Call {
        final SalesforceLane lane;
        final boolean probe;
        final Instant granted;

        @Nullable
        Instant ended;

        boolean failed;

        Call(SalesforceLane lane, boolean probe, Instant granted) {
            this.lane = lane;
            this.probe = probe;
            this.granted = granted;
        }
    }

    Instant now() {
        return now;
    }

    OrgState state() {
        return state;
    }

    List<Call> calls() {
        return calls;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    void tell(long used, long max) {
        state = rules.told(state, new LimitInfo(used, max, null), moment());
    }

    Decision<OrgState, SalesforceError> ask(SalesforceLane lane) {
        int open = (int) calls.stream().filter(call -> call.ended == null).count();
        Decision<OrgState, SalesforceError> decision = rules.decide(state, lane, open, moment());
        state = decision.state();
        if (decision instanceof Decision.Granted<OrgState, SalesforceError> granted) {
            calls.add(new Call(lane, granted.probe(), now));
        }
        return decision;
    }

    /** Asks for a call that has to be let through. */
    Call begin(SalesforceLane lane) {
        Decision<OrgState, SalesforceError> decision = ask(lane);
        if (!(decision instanceof Decision.Granted)) {
            throw new AssertionError("not let through at " + now + ": " + decision);
        }
        return calls.get(calls.size() - 1);
    }

    void end(Call call, SalesforceOutcome outcome) {
        call.ended = now;
        call.failed = outcome.isFailure();
        state = rules.ended(state, call.probe, outcome, recent(), moment());
    }

    /** Makes calls until one is not let through; how many there were. */
    long burst(SalesforceLane lane) {
        long made = 0;
        while (ask(lane) instanceof Decision.Granted) {
            end(calls.get(calls.size() - 1), SalesforceOutcome.ANSWERED);
            made++;
        }
        return made;
    }

    /** The refusal of a call that is not worth waiting for. */
    SalesforceError refusal(SalesforceLane lane) {
        if (ask(lane) instanceof Decision.Refused<OrgState, SalesforceError> refused) {
            return refused.error();
        }
        throw new AssertionError("not refused at " + now);
    }

    private Moment moment() {
        return new Moment(now, now);
    }

    private Breaker.Recent recent() {
        Instant span = now.minus(Breaker.SPAN);
        Instant since = state.breaker().since().isAfter(span) ? state.breaker().since() : span;
        List<Call> ended = calls.stream()
                .filter(call -> call.ended != null && call.ended.isAfter(since))
                .toList();
        return new Breaker.Recent(
                ended.size(), (int) ended.stream().filter(call -> call.failed).count());
    }
}
