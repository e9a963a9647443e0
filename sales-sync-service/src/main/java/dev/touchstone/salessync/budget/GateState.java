package dev.touchstone.salessync.budget;

import dev.touchstone.salessync.marketo.Lane;

/**
 * All that is known about the calls of an instance, apart from the calls in hand. Pure.
 *
 * @param pace calls in a window
 * @param places calls at a time
 * @param breaker what outages did
 * @param parking what the end of the quota did
 * @param day calls today
 * @param rate how fast they are used
 * @param waits who waits
 */
record GateState(
        Pace pace, Places places, Breaker breaker, Parking parking, DayUse day, UseRate rate, LaneWaits<Lane> waits) {
    GateState with(Pace changed) {
        return new GateState(changed, places, breaker, parking, day, rate, waits);
    }

    GateState with(Places changed) {
        return new GateState(pace, changed, breaker, parking, day, rate, waits);
    }

    GateState with(Breaker changed) {
        return new GateState(pace, places, changed, parking, day, rate, waits);
    }

    GateState with(Parking changed) {
        return new GateState(pace, places, breaker, changed, day, rate, waits);
    }

    GateState with(DayUse changed) {
        return new GateState(pace, places, breaker, parking, changed, rate, waits);
    }

    GateState with(UseRate changed) {
        return new GateState(pace, places, breaker, parking, day, changed, waits);
    }

    GateState with(LaneWaits<Lane> changed) {
        return new GateState(pace, places, breaker, parking, day, rate, changed);
    }
}
