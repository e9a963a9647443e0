package dev.touchstone.touchpoint.collect.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is answered.
 *
 * @param status the HTTP status
 * @param json the body; empty for none
 * @param retryAfter when to ask again; null if there is no need to
 */
public record HttpAnswer(int status, String json, @Nullable Duration retryAfter) {
    /** The request was carried out. */
    public static HttpAnswer ok(String json) {
        return new HttpAnswer(200, json, null);
    }
}
