package dev.touchstone.salessync.salesforce.event.stream;

import dev.touchstone.salessync.remote.RetryPolicy;
import java.time.Duration;

/**
 * How events are fetched. Pure.
 *
 * @param window the most events that are on the way or wait, 1 to 100
 * @param silence how long nothing may come before the stream is given up; Salesforce sends something every 270 seconds at least
 * @param timeout for calls beside the stream
 * @param retry how long to wait after failures
 */
public record EventPolicy(int window, Duration silence, Duration timeout, RetryPolicy retry) {
    /** What Salesforce documents: 100 events, and half a minute more than its longest silence; 1 second to 2 minutes after failures. */
    public static final EventPolicy DOCUMENTED = new EventPolicy(
            100,
            Duration.ofSeconds(300),
            Duration.ofSeconds(30),
            new RetryPolicy(Duration.ofSeconds(1), Duration.ofMinutes(2)));

    public EventPolicy {
        FetchWindow.full(window);
        if (silence.isNegative() || silence.isZero() || timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException(
                    "silence and timeout are longer than nothing: " + silence + ", " + timeout);
        }
    }
}
