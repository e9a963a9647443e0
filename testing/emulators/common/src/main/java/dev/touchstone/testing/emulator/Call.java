package dev.touchstone.testing.emulator;

import java.time.Instant;
import java.util.Map;

/**
 * One call as the emulator saw it.
 *
 * @param time when it arrived, by the emulator's clock
 * @param method HTTP method
 * @param path path without query
 * @param parameters query and form fields, without the client secret
 * @param bearerHeader true if the token came in the {@code Authorization} header
 * @param inFlight calls in hand at its arrival, itself included
 * @param outcome {@code ok}, an error code, {@code HTTP 401}, {@code dropped}
 */
public record Call(
        Instant time,
        String method,
        String path,
        Map<String, String> parameters,
        boolean bearerHeader,
        int inFlight,
        String outcome) {
    public Call {
        parameters = Map.copyOf(parameters);
    }
}
