package dev.touchstone.salessync.connection;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.salessync.marketo.MarketoError;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** What a caller is told whose call needed Marketo and got no answer. Pure. */
public final class MarketoRefusal {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration QUOTA = Duration.ofHours(1);

    private MarketoRefusal() {}

    /**
     * The refusal: {@code MARKETO_REFUSED_CREDENTIALS} and {@code MARKETO_REFUSED_CALL} if repeating does not help,
     * {@code MARKETO_QUOTA_USED_UP} and {@code MARKETO_UNAVAILABLE} if it does, and after how long.
     */
    public static RpcFailure of(MarketoError error, Instant now) {
        return switch (error.kind()) {
            case AUTH ->
                new RpcFailure.FailedPrecondition("MARKETO_REFUSED_CREDENTIALS", error.sentence(), credentials(error));
            case QUOTA ->
                new RpcFailure.ResourceExhausted(
                        "MARKETO_QUOTA_USED_UP",
                        error.sentence(),
                        error instanceof MarketoError.QuotaUsedUp quota ? wait(quota.retryAt(), now) : QUOTA);
            case PACE, TRANSIENT, DRIFT, NOTHING ->
                new RpcFailure.Unavailable(
                        "MARKETO_UNAVAILABLE",
                        error.sentence(),
                        error instanceof MarketoError.BreakerOpen open ? wait(open.retryAt(), now) : SOON);
            case SIZE, CONFIG, IDENTITY, ROW, BUG, PERMANENT ->
                new RpcFailure.FailedPrecondition(
                        "MARKETO_REFUSED_CALL", error.sentence() + ": check the address and the instance", call(error));
        };
    }

    private static Map<String, String> credentials(MarketoError error) {
        if (!(error instanceof MarketoError.Refused refused)) {
            return Map.of();
        }
        return refused.permission().isEmpty()
                ? Map.of("code", refused.code())
                : Map.of("code", refused.code(), "permission", refused.permission());
    }

    private static Map<String, String> call(MarketoError error) {
        return error instanceof MarketoError.Permanent permanent ? Map.of("code", permanent.code()) : Map.of();
    }

    private static Duration wait(Instant until, Instant now) {
        Duration wait = Duration.between(now, until);
        return wait.compareTo(SOON) < 0 ? SOON : wait;
    }
}
