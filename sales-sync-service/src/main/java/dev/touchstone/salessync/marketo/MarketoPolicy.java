package dev.touchstone.salessync.marketo;

import java.time.Duration;

/**
 * How long Marketo may take: as long as its own limits, and 10 seconds more, so that its answer is not missed.
 *
 * @param read for a read; Marketo gives up on one by filter after 60 seconds
 * @param write for a write; Marketo gives up after 90 seconds
 * @param pagingToken for a paging token; Marketo gives up after 300 seconds
 */
public record MarketoPolicy(Duration read, Duration write, Duration pagingToken) {
    /** What the documented limits need. */
    public static final MarketoPolicy DOCUMENTED =
            new MarketoPolicy(Duration.ofSeconds(70), Duration.ofSeconds(100), Duration.ofSeconds(310));

    /** The same time for everything. */
    public static MarketoPolicy of(Duration timeout) {
        return new MarketoPolicy(timeout, timeout, timeout);
    }
}
