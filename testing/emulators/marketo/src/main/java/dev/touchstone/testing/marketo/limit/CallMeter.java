package dev.touchstone.testing.marketo.limit;

import dev.touchstone.testing.marketo.http.ApiRefusal;
import dev.touchstone.testing.marketo.http.Times;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Counts calls: at a time (615), in the sliding window (606), since midnight in Chicago (607). Thread-safe.
 *
 * <p>A call refused with 606, 607 or 615 does not enter the window, so that waiting helps, but is charged to the day, as
 * Marketo's list of free codes has it.
 */
public final class CallMeter {
    private final Clock clock;
    private final Deque<Instant> admitted = new ArrayDeque<>();
    private final Deque<Instant> arrived = new ArrayDeque<>();
    private CallLimits limits;
    private int inFlight;
    private int mostInFlight;
    private int mostInWindow;
    private LocalDate day = LocalDate.MIN;
    private int today;
    private int others;

    public CallMeter(CallLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /** Counts a call in, and returns how many are in hand; whoever calls this calls {@link #leave()}. */
    public synchronized int enter() {
        inFlight++;
        mostInFlight = Math.max(mostInFlight, inFlight);
        Instant now = clock.instant();
        arrived.addLast(now);
        forget(arrived, now);
        mostInWindow = Math.max(mostInWindow, arrived.size());
        return inFlight;
    }

    /** Counts a call out. */
    public synchronized void leave() {
        inFlight--;
    }

    /**
     * Counts the call in hand.
     *
     * @throws ApiRefusal 615, 606 or 607
     */
    public synchronized void admit() throws ApiRefusal {
        Instant now = clock.instant();
        turnDay(now);
        forget(admitted, now);
        if (today + others >= limits.callsPerDay()) {
            throw new ApiRefusal("607");
        }
        today++;
        if (inFlight > limits.concurrentCalls()) {
            throw new ApiRefusal("615");
        }
        if (admitted.size() >= limits.callsPerWindow()) {
            throw new ApiRefusal(
                    "606",
                    "Max rate limit '" + limits.callsPerWindow() + "' exceeded with in '"
                            + limits.window().toSeconds() + "' secs");
        }
        admitted.addLast(now);
    }

    /** Gives a call back that ended with an error Marketo does not charge for. */
    public synchronized void refund() {
        today = Math.max(0, today - 1);
        admitted.pollLast();
    }

    /** Charges calls of other API users of the instance to the day. */
    public synchronized void addOthers(int calls) {
        turnDay(clock.instant());
        others += calls;
    }

    /** Calls of our own user charged today. */
    public synchronized int today() {
        turnDay(clock.instant());
        return today;
    }

    /** Calls of all other users charged today. */
    public synchronized int othersToday() {
        turnDay(clock.instant());
        return others;
    }

    /** Sets what is allowed from now on. */
    public synchronized void limit(CallLimits other) {
        limits = other;
    }

    /** The most calls that were in hand at a time, refused ones included. */
    public synchronized int mostInFlight() {
        return mostInFlight;
    }

    /** The most calls that arrived within one window, refused ones included. */
    public synchronized int mostInWindow() {
        return mostInWindow;
    }

    /** Forgets what was counted, except for calls in hand. */
    public synchronized void reset() {
        admitted.clear();
        arrived.clear();
        mostInFlight = inFlight;
        mostInWindow = 0;
        today = 0;
        others = 0;
    }

    private void forget(Deque<Instant> times, Instant now) {
        while (!times.isEmpty() && !times.getFirst().plus(limits.window()).isAfter(now)) {
            times.removeFirst();
        }
    }

    private void turnDay(Instant now) {
        LocalDate date = LocalDate.ofInstant(now, Times.QUOTA_ZONE);
        if (!date.equals(day)) {
            day = date;
            today = 0;
            others = 0;
        }
    }
}
