package dev.touchstone.salessync.runtime;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How hard Salesforce is called. Which organisation that is, and with what, is said when it is connected. */
@ConfigMapping(prefix = "touchstone.sales-sync.salesforce")
interface SalesforceConfig {
    /** Share of the organisation's calls of 24 hours that is never exceeded, 1 to 100 percent. */
    @WithDefault("30")
    int ownPercent();

    /**
     * Calls of all replicas at a time. Salesforce allows 25 that last longer than 20 seconds, 5 in a developer organisation, to everybody
     * together.
     */
    @WithDefault("5")
    int concurrentCalls();

    /** Salesforce is asked how many calls everybody made if no answer told for so long, which costs a call. */
    @WithDefault("10M")
    Duration usageInterval();

    /** Version of the API; the organisation has to offer it. */
    @WithDefault("62.0")
    String apiVersion();

    /** For one call. Salesforce gives up on a query after 120 seconds, so less than that hides its answer. */
    @WithDefault("130S")
    Duration timeout();

    /** For a session. A seller's tokens are locked for so long at most, which the database allows for less than 30 seconds. */
    @WithDefault("20S")
    Duration sessionTimeout();

    /** How often a process looks whether a connection is due to be tried again; one of all tries. */
    @WithDefault("30S")
    Duration retryInterval();

    /**
     * The network addresses from which Salesforce is called, as an administrator of Salesforce has to allow them. They are only told to
     * whoever looks at a connection that Salesforce does not let in.
     */
    Optional<List<String>> outgoingAddresses();
}
