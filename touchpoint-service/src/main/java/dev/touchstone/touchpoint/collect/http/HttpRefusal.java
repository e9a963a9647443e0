package dev.touchstone.touchpoint.collect.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A request is refused whole, and nothing of it is stored. The message is for the client's developer. */
public final class HttpRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String reason;
    private final transient @Nullable Duration retryAfter;

    private HttpRefusal(int status, String reason, String message, @Nullable Duration retryAfter) {
        super(message, null, false, false);
        this.status = status;
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    /** Sending the same again would be refused again. */
    public static HttpRefusal forEver(int status, String reason, String message) {
        return new HttpRefusal(status, reason, message, null);
    }

    /** Sending the same again later may do. */
    public static HttpRefusal forNow(int status, String reason, String message, Duration retryAfter) {
        return new HttpRefusal(status, reason, message, retryAfter);
    }

    /** Upper snake case. */
    public String reason() {
        return reason;
    }

    int status() {
        return status;
    }

    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }
}
