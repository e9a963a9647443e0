package dev.touchstone.salessync.budget;

import dev.touchstone.salessync.salesforce.limit.SalesforceLane;
import java.time.Instant;

/**
 * All that is known about the calls to a Salesforce organisation, apart from the calls in hand. Pure.
 *
 * @param places calls at a time
 * @param breaker what outages did
 * @param parking what the end of the quota did
 * @param usage everybody's calls
 * @param ours our calls
 * @param rate how fast they are used
 * @param waits who waits
 */
record OrgState(
        Places places,
        Breaker breaker,
        OrgParking parking,
        OrgUsage usage,
        RollingUse ours,
        UseRate rate,
        LaneWaits<SalesforceLane> waits) {
    /** As it is at a later time without calls in between. */
    OrgState asOf(Instant now) {
        return new OrgState(places, breaker, parking, usage.asOf(now), ours.asOf(now), rate, waits);
    }

    OrgState with(Places changed) {
        return new OrgState(changed, breaker, parking, usage, ours, rate, waits);
    }

    OrgState with(Breaker changed) {
        return new OrgState(places, changed, parking, usage, ours, rate, waits);
    }

    OrgState with(OrgParking changed) {
        return new OrgState(places, breaker, changed, usage, ours, rate, waits);
    }

    OrgState with(OrgUsage changed) {
        return new OrgState(places, breaker, parking, changed, ours, rate, waits);
    }

    OrgState with(LaneWaits<SalesforceLane> changed) {
        return new OrgState(places, breaker, parking, usage, ours, rate, changed);
    }

    /** With a call that is let through. */
    OrgState called(SalesforceLane lane, Instant now) {
        return new OrgState(
                places, breaker, parking, usage.called(), ours.called(lane, now), rate.called(now), waits.served(lane));
    }

    /**
     * Calls that a lane may still make: its share, of our part, of what others leave. Opt-outs may use everybody's share; from 90
     * percent of the organisation's calls on, only they may go out.
     */
    long left(SalesforceLane lane, OrgShare limits) {
        long leftByOthers = Math.max(0, usage.max() - usage.total());
        long ourRest = Math.max(0, limits.ownCap(usage.max()) - ours.used());
        if (lane == SalesforceLane.OPT_OUT) {
            return Math.min(ourRest, leftByOthers);
        }
        return usage.isNearlyUsedUp() ? 0 : Math.max(0, Math.min(ourRest - keptForOthers(lane, limits), leftByOthers));
    }

    private long keptForOthers(SalesforceLane lane, OrgShare limits) {
        long kept = 0;
        for (SalesforceLane other : SalesforceLane.values()) {
            if (other != lane) {
                kept += Math.max(0, limits.share(other, usage.max()) - ours.used(other));
            }
        }
        return kept;
    }
}
