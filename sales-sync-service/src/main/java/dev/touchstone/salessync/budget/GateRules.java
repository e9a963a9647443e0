package dev.touchstone.salessync.budget;

import dev.touchstone.salessync.marketo.CallOutcome;
import dev.touchstone.salessync.marketo.Lane;
import dev.touchstone.salessync.marketo.MarketoError;
import dev.touchstone.salessync.marketo.QuotaDay;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who may call when, and what the end of a call changes. Pure. */
final class GateRules {
    /** Whoever waits asks again after this time at most, because places come back in other processes. */
    static final Duration LONGEST_NAP = Duration.ofMillis(200);
    /** A lane that did not ask again for so long does not wait any more. */
    static final Duration FORGET = Duration.ofSeconds(1);

    private static final int INTERACTIVE_LEAVES = 25;

    private final BudgetLimits limits;

    GateRules(BudgetLimits limits) {
        this.limits = limits;
    }

    /**
     * Calls in hand or just ended.
     *
     * @param open calls in hand
     * @param fullUntil until when the window is full for the lane; null if it is not
     */
    record Traffic(int open, @Nullable Instant fullUntil) {}

    /**
     * Calls that a window has now for a lane. A background lane leaves a tenth of the window to those who cannot wait, an
     * interactive one a twenty-fifth to opt-outs: without it, a burst in the background would let them wait for a whole window.
     */
    int callsPerWindow(GateState state, Lane lane, Moment now) {
        int all = state.pace().calls(now.shared(), limits);
        return switch (lane) {
            case OPT_OUT -> all;
            case INTERACTIVE -> all - all / INTERACTIVE_LEAVES;
            case FEED, ACTIVITY, SNAPSHOT, RECONCILE -> BudgetLimits.inBackground(all);
        };
    }

    /** Calls at a time for a lane: a background lane leaves one place to those who cannot wait. */
    private int places(GateState state, Lane lane, Moment now) {
        int all = state.places().calls(now.shared(), limits.concurrentCalls());
        boolean background = lane.compareTo(Lane.INTERACTIVE) > 0;
        return background && all > 1 ? all - 1 : all;
    }

    /** Decides on a call. */
    Decision<GateState, MarketoError> decide(GateState before, Lane lane, Traffic traffic, Moment now) {
        GateState state = before.with(before.day().on(DayUse.dayOf(now.local())));
        @Nullable MarketoError refusal = refusal(state, lane, now);
        if (refusal != null) {
            return new Decision.Refused<>(state, refusal);
        }
        Duration closed = state.pace().closedFor(now.shared());
        Duration wait = closed.isPositive() ? closed : turn(state, lane, traffic, now);
        if (wait.isPositive()) {
            Duration next = wait.compareTo(LONGEST_NAP) < 0 ? wait : LONGEST_NAP;
            Instant forgotten = now.shared().plus(next).plus(FORGET);
            LaneWaits<Lane> waits = state.waits().waiting(lane, now.shared(), forgotten);
            return new Decision.Wait<>(state.with(waits), next, closed);
        }
        return granted(state, lane, now);
    }

    /** What a caller is told while calls are parked; empty while they are not. */
    Optional<MarketoError> parked(GateState state, Moment now) {
        @Nullable Instant until = state.parking().until();
        if (until == null || !state.parking().refuses(now.local())) {
            return Optional.empty();
        }
        // After midnight, whether the quota is back is known when the next call has tried.
        Instant reset = QuotaDay.resetAfter(now.local());
        return Optional.of(new MarketoError.QuotaUsedUp(true, reset.isAfter(until) ? until : reset, until));
    }

    private @Nullable MarketoError refusal(GateState state, Lane lane, Moment now) {
        Optional<MarketoError> parked = parked(state, now);
        if (parked.isPresent()) {
            return parked.get();
        }
        if (state.day().left(lane, limits) == 0) {
            return new MarketoError.QuotaUsedUp(false, DayUse.endOf(now.local()), DayUse.nextAfter(now.local()));
        }
        @Nullable Instant broken = state.breaker().refusedUntil(now.shared());
        return broken == null ? null : new MarketoError.BreakerOpen(now.toLocal(broken));
    }

    /** How long until this lane's turn; zero if it is now. */
    private Duration turn(GateState state, Lane lane, Traffic traffic, Moment now) {
        boolean crowded = traffic.open() >= places(state, lane, now);
        if (crowded || state.waits().yields(lane, now.shared(), limits.window())) {
            return LONGEST_NAP;
        }
        @Nullable Instant full = traffic.fullUntil();
        return full == null || !full.isAfter(now.shared()) ? Duration.ZERO : Duration.between(now.shared(), full);
    }

    private static Decision<GateState, MarketoError> granted(GateState state, Lane lane, Moment now) {
        boolean parkingProbe = state.parking().isParked();
        boolean breakerProbe = state.breaker().isOpen();
        GateState next = state.with(state.day().charged(lane))
                .with(state.rate().called(now.local()))
                .with(state.waits().served(lane));
        if (parkingProbe) {
            next = next.with(state.parking().probing(now.local()));
        }
        if (breakerProbe) {
            next = next.with(state.breaker().probing(now.shared()));
        }
        return new Decision.Granted<>(next, parkingProbe || breakerProbe);
    }

    /**
     * What the end of a call changes.
     *
     * @param probe as it was {@linkplain Decision.Granted#probe() granted}
     * @param recent calls that ended lately, this one included; looked at only after a failure
     */
    GateState ended(
            GateState before, Lane lane, boolean probe, CallOutcome outcome, Breaker.Recent recent, Moment now) {
        GateState state = before.with(before.day().on(DayUse.dayOf(now.local())));
        if (outcome.isFree()) {
            state = state.with(state.day().refunded(lane));
        }
        return switch (outcome) {
            case RATE_EXCEEDED -> {
                GateState slower = state.with(state.pace().slowedDown(now.shared(), limits));
                yield probeUnclear(answered(slower, probe, now), probe, now);
            }
            case TOO_CONCURRENT -> {
                GateState fewer = state.with(state.places().lowered(now.shared(), limits.concurrentCalls()));
                yield probeUnclear(answered(fewer, probe, now), probe, now);
            }
            case QUOTA_USED_UP ->
                answered(state, probe, now).with(before.parking().usedUp(now.local(), probe));
            case ANSWERED, ANSWERED_FREE -> answered(state, probe, now).with(freed(state, probe));
            case FAILED, FAILED_FREE ->
                probeUnclear(state.with(state.breaker().failed(now.shared(), recent)), probe, now);
        };
    }

    /** Marketo answered, so it is not down. */
    private static GateState answered(GateState state, boolean probe, Moment now) {
        return probe && state.breaker().isOpen() ? state.with(state.breaker().closed(now.shared())) : state;
    }

    private static Parking freed(GateState state, boolean probe) {
        return probe ? Parking.NONE : state.parking();
    }

    /** Whether the quota is back is still not known. */
    private static GateState probeUnclear(GateState state, boolean probe, Moment now) {
        return probe && state.parking().isParked() ? state.with(state.parking().probeFailed(now.local())) : state;
    }
}
