package dev.touchstone.salessync.budget;

import dev.touchstone.salessync.marketo.CallOutcome;
import dev.touchstone.salessync.marketo.Lane;
import dev.touchstone.salessync.marketo.MarketoError;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules with calls kept in memory, as the store keeps them: for tests that let time pass. */
final class GateTrial {
    /** 14:00 in Chicago on 15 July 2026. */
    static final Instant START = Instant.parse("2026-07-15T19:00:00Z");

    static final BudgetLimits LIMITS = new BudgetLimits(50, Duration.ofSeconds(20), 5, 50_000, 60, 10);

    private final BudgetLimits limits;
    private final GateRules rules;
    private final List<Call> calls = new ArrayList<>();
    private GateState state = new GateState(
            Pace.FULL,
            Places.FULL,
            new Breaker(Instant.EPOCH, null),
            Parking.NONE,
            new DayUse(LocalDate.EPOCH, Map.of(), 0),
            new UseRate(0, Instant.EPOCH),
            LaneWaits.none());
    private Instant now = START;

    GateTrial(BudgetLimits limits) {
        this.limits = limits;
        this.rules = new GateRules(limits);
    }

    /** A call in hand or ended. */
    static final class Call {
        final Lane lane;
        final boolean probe;
        final Instant granted;

        @Nullable
        Instant ended;

        boolean failed;

        Call(Lane lane, boolean probe, Instant granted) {
            this.lane = lane;
            this.probe = probe;
            this.granted = granted;
        }
    }

    Instant now() {
        return now;
    }

    GateState state() {
        return state;
    }

    List<Call> calls() {
        return calls;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    Decision<GateState, MarketoError> ask(Lane lane) {
        Moment moment = new Moment(now, now);
        int size = rules.callsPerWindow(state, lane, moment);
        Decision<GateState, MarketoError> decision = rules.decide(state, lane, traffic(size), moment);
        state = decision.state();
        if (decision instanceof Decision.Granted<GateState, MarketoError> granted) {
            calls.add(new Call(lane, granted.probe(), now));
        }
        return decision;
    }

    /** Asks for a call that has to be let through. */
    Call begin(Lane lane) {
        Decision<GateState, MarketoError> decision = ask(lane);
        if (!(decision instanceof Decision.Granted)) {
            throw new AssertionError("not let through at " + now + ": " + decision);
        }
        return calls.get(calls.size() - 1);
    }

    void end(Call call, CallOutcome outcome) {
        call.ended = now;
        call.failed = outcome.isFailure();
        state = rules.ended(state, call.lane, call.probe, outcome, recent(), new Moment(now, now));
    }

    private GateRules.Traffic traffic(int size) {
        int open = (int) calls.stream().filter(call -> call.ended == null).count();
        List<Instant> held = calls.stream()
                .map(call -> (call.ended == null ? now.plusSeconds(6) : call.ended).plus(limits.window()))
                .filter(until -> until.isAfter(now))
                .sorted(java.util.Comparator.reverseOrder())
                .toList();
        return new GateRules.Traffic(open, held.size() < size ? null : held.get(size - 1));
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
