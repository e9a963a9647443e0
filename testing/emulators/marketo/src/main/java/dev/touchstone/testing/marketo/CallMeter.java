package dev.touchstone.testing.marketo;

import dev.touchstone.testing.marketo.EmulatorConfig.Limits;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;

/** Counts calls: at a time (615), in the sliding window (606), since midnight in Chicago (607). Thread-safe. */
final class CallMeter {
    private static final ZoneId QUOTA_ZONE = ZoneId.of("America/Chicago");

    private final Limits limits;
    private final Clock clock;
    private final Deque<Instant> window = new ArrayDeque<>();
    private int inFlight;
    private LocalDate day = LocalDate.MIN;
    private int today;

    CallMeter(Limits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /** Counts a call in; whoever calls this calls {@link #leave()}. */
    synchronized int enter() {
        return ++inFlight;
    }

    synchronized void leave() {
        inFlight--;
    }

    /** Refuses the call in hand, or counts it. */
    synchronized void admit() throws ApiRefusal {
        Instant now = clock.instant();
        turnDay(now);
        while (!window.isEmpty() && !window.getFirst().plus(limits.window()).isAfter(now)) {
            window.removeFirst();
        }
        if (inFlight > limits.concurrentCalls()) {
            throw new ApiRefusal("615");
        }
        if (window.size() >= limits.callsPerWindow()) {
            throw new ApiRefusal("606");
        }
        if (today >= limits.callsPerDay()) {
            throw new ApiRefusal("607");
        }
        window.addLast(now);
        today++;
    }

    /** Gives a call back that ended with an error Marketo does not charge for. */
    synchronized void refund() {
        today--;
    }

    /** Calls charged today. */
    synchronized int today() {
        turnDay(clock.instant());
        return today;
    }

    private void turnDay(Instant now) {
        LocalDate date = LocalDate.ofInstant(now, QUOTA_ZONE);
        if (!date.equals(day)) {
            day = date;
            today = 0;
        }
    }
}
