package dev.touchstone.salessync.connection.salesforce;

import java.time.Instant;
import java.util.List;

/**
 * What a look at the organisation found. Pure.
 *
 * @param at when
 * @param versions of the API
 * @param edition such as {@code Enterprise Edition}; empty if the user may not see it
 * @param sandbox true for a sandbox
 * @param calls of 24 hours
 * @param findings what is missing, by kind, object and field
 */
public record SalesforceProbe(
        Instant at, Versions versions, String edition, boolean sandbox, Calls calls, List<SalesforceFinding> findings) {
    public SalesforceProbe {
        findings = List.copyOf(findings);
    }

    /**
     * Versions of the API.
     *
     * @param used the one that is called
     * @param newest that the organisation has
     */
    public record Versions(String used, String newest) {}

    /**
     * Calls of 24 hours of everybody.
     *
     * @param max that are allowed
     * @param left of them
     */
    public record Calls(long max, long left) {}
}
