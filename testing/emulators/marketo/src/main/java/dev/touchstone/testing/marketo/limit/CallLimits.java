package dev.touchstone.testing.marketo.limit;

import java.time.Duration;

/**
 * Limits on calls.
 *
 * @param callsPerWindow calls in the sliding window; one more is 606
 * @param window length of the sliding window
 * @param concurrentCalls calls at a time; one more is 615
 * @param callsPerDay calls from midnight to midnight in America/Chicago; one more is 607
 */
public record CallLimits(int callsPerWindow, Duration window, int concurrentCalls, int callsPerDay) {}
