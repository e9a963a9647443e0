package dev.touchstone.salessync.budget;

import dev.touchstone.salessync.salesforce.error.SalesforceError;
import dev.touchstone.salessync.salesforce.limit.LimitInfo;
import dev.touchstone.salessync.salesforce.limit.SalesforceLane;
import dev.touchstone.salessync.salesforce.limit.SalesforceOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who may call a Salesforce organisation when, and what the end of a call changes. Pure. */
final class OrgRules {
    /** A lane that has waited for so long gets one call out of turn. */
    private static final Duration STARVING = Duration.ofSeconds(20);
    /** What others use is not known beforehand: it is worth asking again after this time. */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(10);

    private final OrgShare limits;

    OrgRules(OrgShare limits) {
        this.limits = limits;
    }

    /**
     * Decides on a call.
     *
     * @param open calls in hand
     */
    Decision<OrgState, SalesforceError> decide(OrgState before, SalesforceLane lane, int open, Moment now) {
        OrgState state = before.asOf(now.local());
        @Nullable SalesforceError refusal = refusal(state, lane, now);
        if (refusal != null) {
            return new Decision.Refused<>(state, refusal);
        }
        if (open >= places(state, lane, now) || state.waits().yields(lane, now.shared(), STARVING)) {
            Instant forgotten = now.shared().plus(GateRules.LONGEST_NAP).plus(GateRules.FORGET);
            LaneWaits<SalesforceLane> waits = state.waits().waiting(lane, now.shared(), forgotten);
            return new Decision.Wait<>(state.with(waits), GateRules.LONGEST_NAP, Duration.ZERO);
        }
        return granted(state, lane, now);
    }

    /** What a caller is told while calls of a lane are parked; empty while they are not. */
    Optional<SalesforceError> parked(OrgState state, SalesforceLane lane, Moment now) {
        @Nullable Instant until = state.parking().refusedUntil(lane == SalesforceLane.OPT_OUT, now.local());
        return until == null ? Optional.empty() : Optional.of(new SalesforceError.QuotaUsedUp(true, until));
    }

    private @Nullable SalesforceError refusal(OrgState state, SalesforceLane lane, Moment now) {
        Optional<SalesforceError> parked = parked(state, lane, now);
        if (parked.isPresent()) {
            return parked.get();
        }
        if (state.left(lane, limits) == 0) {
            return new SalesforceError.QuotaUsedUp(false, freeAgain(state, now.local()));
        }
        @Nullable Instant broken = state.breaker().refusedUntil(now.shared());
        return broken == null ? null : new SalesforceError.BreakerOpen(now.toLocal(broken));
    }

    private static Instant freeAgain(OrgState state, Instant now) {
        Instant look = now.plus(LOOK_AGAIN);
        return state.ours().nextFree().filter(free -> free.isBefore(look)).orElse(look);
    }

    /** Calls at a time for a lane: one in the background leaves a place to those who cannot wait. */
    private int places(OrgState state, SalesforceLane lane, Moment now) {
        int all = state.places().calls(now.shared(), limits.concurrentCalls());
        boolean background = lane.compareTo(SalesforceLane.INTERACTIVE) > 0;
        return background && all > 1 ? all - 1 : all;
    }

    private static Decision<OrgState, SalesforceError> granted(OrgState state, SalesforceLane lane, Moment now) {
        boolean parkingProbe = state.parking().isDue(now.local());
        // An opt-out that tries while others are parked says nothing for them.
        boolean breakerProbe =
                state.breaker().isOpen() && (parkingProbe || !state.parking().isParked());
        OrgState next = state.called(lane, now.local());
        if (state.parking().isParked()) {
            next = next.with(state.parking().tried(now.local()));
        }
        if (breakerProbe) {
            next = next.with(state.breaker().probing(now.shared()));
        }
        return new Decision.Granted<>(next, parkingProbe || breakerProbe);
    }

    /** What Salesforce says that everybody used. */
    OrgState told(OrgState before, LimitInfo used, Moment now) {
        OrgState state = before.asOf(now.local());
        return state.with(state.usage().told(used.used(), used.max(), now.local()));
    }

    /**
     * What the end of a call changes.
     *
     * @param probe as it was {@linkplain Decision.Granted#probe() granted}
     * @param recent calls that ended lately, this one included; looked at only after a failure
     */
    OrgState ended(OrgState before, boolean probe, SalesforceOutcome outcome, Breaker.Recent recent, Moment now) {
        OrgState state = before.asOf(now.local());
        return switch (outcome) {
            case ANSWERED -> answered(state, probe, now).with(probe ? OrgParking.NONE : state.parking());
            case QUOTA_USED_UP ->
                answered(state, probe, now).with(state.parking().usedUp(now.local(), probe));
            case TOO_CONCURRENT -> {
                OrgState fewer = state.with(state.places().halved(now.shared(), limits.concurrentCalls()));
                yield probeUnclear(answered(fewer, probe, now), probe, now);
            }
            case FAILED -> probeUnclear(state.with(state.breaker().failed(now.shared(), recent)), probe, now);
        };
    }

    /** Salesforce answered, so it is not down. */
    private static OrgState answered(OrgState state, boolean probe, Moment now) {
        return probe && state.breaker().isOpen() ? state.with(state.breaker().closed(now.shared())) : state;
    }

    /** Whether the quota is back is still not known. */
    private static OrgState probeUnclear(OrgState state, boolean probe, Moment now) {
        return probe && state.parking().isParked() ? state.with(state.parking().probeFailed(now.local())) : state;
    }
}
