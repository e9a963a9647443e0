package dev.touchstone.salessync.marketo;

import java.time.Duration;

/**
 * How hard Marketo may be called.
 *
 * @param callsPerWindow calls in any window, below the 100 in 20 seconds that an instance allows to everybody together
 * @param window length of the window
 * @param concurrentCalls calls at a time, below the 10 that an instance allows
 * @param timeout for one call; Marketo itself gives up on a read by filter after 60 seconds
 */
public record MarketoPolicy(int callsPerWindow, Duration window, int concurrentCalls, Duration timeout) {}
