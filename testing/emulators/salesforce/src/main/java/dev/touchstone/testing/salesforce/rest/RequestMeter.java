package dev.touchstone.testing.salesforce.rest;

import dev.touchstone.testing.salesforce.http.ApiRefusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts requests: in the last 24 hours, of the organisation and of each app, and those in hand. A request that is refused for
 * these limits is not charged. Thread-safe.
 *
 * <p><b>Source:</b> Salesforce, "API Request Limits and Allocations", "Sforce-Limit-Info".
 */
public final class RequestMeter {
    private static final Duration WINDOW = Duration.ofDays(1);

    private final Clock clock;
    private final Deque<Charge> charges = new ArrayDeque<>();
    private final Map<String, Integer> byApp = new HashMap<>();
    private final Map<Long, Instant> inHand = new LinkedHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private RequestLimits limits;
    private int used;
    private int mostInHand;

    private record Charge(Instant time, String app, int requests) {}

    public RequestMeter(RequestLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /** Counts a request in, and returns its number; whoever calls this calls {@link #leave}. */
    public synchronized long enter() {
        long number = numbers.incrementAndGet();
        inHand.put(number, clock.instant());
        mostInHand = Math.max(mostInHand, inHand.size());
        return number;
    }

    /** Counts a request out. */
    public synchronized void leave(long number) {
        inHand.remove(number);
    }

    /**
     * Charges a request in hand.
     *
     * @param number its number, which does not stand in its own way
     * @param app the connected app it came from; empty for none
     * @throws ApiRefusal REQUEST_LIMIT_EXCEEDED
     */
    public synchronized void admit(long number, String app) throws ApiRefusal {
        forget();
        Instant longSince = clock.instant().minus(limits.longAfter());
        long running = inHand.entrySet().stream()
                .filter(other -> other.getKey() != number && !other.getValue().isAfter(longSince))
                .count();
        if (running >= limits.longRequests()) {
            throw exceeded("ConcurrentRequests (Concurrent API Requests) Limit exceeded.");
        }
        boolean full = used >= limits.requestsPerDay()
                || byApp.getOrDefault(app, 0) >= limits.requestsPerApp().getOrDefault(app, Integer.MAX_VALUE);
        if (full) {
            throw exceeded("TotalRequests Limit exceeded.");
        }
        charge(app, 1);
    }

    /** Charges requests of other clients of the organisation. */
    public synchronized void addOthers(int requests) {
        charge("", requests);
    }

    /** The header {@code Sforce-Limit-Info}: the part of the app is there only if the app has a limit. */
    public synchronized String header(String app) {
        forget();
        String header = "api-usage=" + used + "/" + limits.requestsPerDay();
        return Optional.ofNullable(limits.requestsPerApp().get(app))
                .map(limit -> header + "; per-app-api-usage=" + byApp.getOrDefault(app, 0) + "/" + limit + "(appName="
                        + app + ")")
                .orElse(header);
    }

    /** Requests charged in the last 24 hours. */
    public synchronized int used() {
        forget();
        return used;
    }

    /** Requests an app was charged in the last 24 hours. */
    public synchronized int usedBy(String app) {
        forget();
        return byApp.getOrDefault(app, 0);
    }

    /** What is allowed. */
    public synchronized RequestLimits limits() {
        return limits;
    }

    /** Sets what is allowed from now on. */
    public synchronized void limit(RequestLimits other) {
        limits = other;
    }

    /** Requests in hand. */
    public synchronized int inHand() {
        return inHand.size();
    }

    /** The most requests that were in hand at a time, refused ones included. */
    public synchronized int mostInHand() {
        return mostInHand;
    }

    /** Forgets what was counted, except for requests in hand. */
    public synchronized void reset() {
        charges.clear();
        byApp.clear();
        used = 0;
        mostInHand = inHand.size();
    }

    private void charge(String app, int requests) {
        charges.addLast(new Charge(clock.instant(), app, requests));
        used += requests;
        byApp.merge(app, requests, Integer::sum);
    }

    private void forget() {
        Instant now = clock.instant();
        while (!charges.isEmpty() && !charges.getFirst().time().plus(WINDOW).isAfter(now)) {
            Charge old = charges.removeFirst();
            used -= old.requests();
            byApp.merge(old.app(), -old.requests(), Integer::sum);
        }
    }

    private static ApiRefusal exceeded(String message) {
        return new ApiRefusal(403, "REQUEST_LIMIT_EXCEEDED", message);
    }
}
