package dev.touchstone.testing.salesforce.rest;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How much the organisation may ask.
 *
 * @param requestsPerDay requests in any 24 hours; one more is refused
 * @param requestsPerApp the same for single connected apps, by their name
 * @param longRequests requests at a time that have run for longer than {@code longAfter}; while there are so many, any other
 *     is refused
 * @param longAfter when a request counts as a long one
 */
public record RequestLimits(
        int requestsPerDay, Map<String, Integer> requestsPerApp, int longRequests, Duration longAfter) {
    public RequestLimits {
        requestsPerApp = Map.copyOf(requestsPerApp);
    }

    /** Those of an Enterprise Edition with ten licences: 110,000 a day, 25 long ones at a time, no limit for an app. */
    public static RequestLimits enterprise() {
        return new RequestLimits(110_000, Map.of(), 25, Duration.ofSeconds(20));
    }

    /** The same with another number of requests a day. */
    public RequestLimits withRequestsPerDay(int requests) {
        return new RequestLimits(requests, requestsPerApp, longRequests, longAfter);
    }

    /** The same with so many requests a day for a connected app. */
    public RequestLimits withRequestsPerDay(String app, int requests) {
        Map<String, Integer> all = new HashMap<>(requestsPerApp);
        all.put(app, requests);
        return new RequestLimits(requestsPerDay, all, longRequests, longAfter);
    }

    /** The same with another number of long requests at a time. */
    public RequestLimits withLongRequests(int requests) {
        return new RequestLimits(requestsPerDay, requestsPerApp, requests, longAfter);
    }
}
