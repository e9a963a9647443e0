package dev.touchstone.salessync.salesforce.catalogue;

import java.util.Map;
import java.util.Optional;

/**
 * What the organisation may still do. Pure.
 *
 * @param limits by Salesforce's name
 */
public record OrgLimits(Map<String, Limit> limits) {
    public OrgLimits {
        limits = Map.copyOf(limits);
    }

    /**
     * One limit.
     *
     * @param max in the period of the limit
     * @param remaining below 0 if it was exceeded
     */
    public record Limit(long max, long remaining) {}

    /** Requests of everybody together in the last 24 hours. */
    public Optional<Limit> dailyApiRequests() {
        return Optional.ofNullable(limits.get("DailyApiRequests"));
    }
}
