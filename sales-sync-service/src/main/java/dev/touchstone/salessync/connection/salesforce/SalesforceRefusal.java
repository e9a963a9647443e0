package dev.touchstone.salessync.connection.salesforce;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.salessync.salesforce.error.SalesforceError;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** What a caller is told whose call needed Salesforce and got no answer. */
public final class SalesforceRefusal {
    private static final Duration SOON = Duration.ofSeconds(5);

    private SalesforceRefusal() {}

    /**
     * The refusal: {@code SALESFORCE_REFUSED_CREDENTIALS} and {@code SALESFORCE_REFUSED_CALL} if repeating does not help,
     * {@code SALESFORCE_QUOTA_USED_UP} and {@code SALESFORCE_UNAVAILABLE} if it does, and after how long.
     */
    public static RpcFailure of(SalesforceError error, Instant now) {
        return switch (error.kind()) {
            case AUTH -> credentials(error, now);
            case QUOTA ->
                new RpcFailure.ResourceExhausted("SALESFORCE_QUOTA_USED_UP", error.sentence(), wait(error, now));
            case PACE, TRANSIENT, DRIFT, NOTHING ->
                new RpcFailure.Unavailable("SALESFORCE_UNAVAILABLE", error.sentence(), wait(error, now));
            case SIZE, CONFIG, IDENTITY, ROW, BUG, PERMANENT ->
                error instanceof SalesforceError.Blocked ? credentials(error, now) : call(error);
        };
    }

    private static RpcFailure credentials(SalesforceError error, Instant now) {
        String reason =
                CrmFault.of(error, now).map(fault -> fault.reason().name()).orElse("");
        return new RpcFailure.FailedPrecondition(
                "SALESFORCE_REFUSED_CREDENTIALS", error.sentence(), Map.of("reason", reason, "code", code(error)));
    }

    private static RpcFailure call(SalesforceError error) {
        return new RpcFailure.FailedPrecondition(
                "SALESFORCE_REFUSED_CALL",
                error.sentence() + ": check the address and the organisation",
                Map.of("code", code(error)));
    }

    private static String code(SalesforceError error) {
        return switch (error) {
            case SalesforceError.Refused refused -> refused.code();
            case SalesforceError.Blocked blocked -> blocked.code();
            case SalesforceError.Rejected rejected -> rejected.why().code();
            default -> error.getClass().getSimpleName();
        };
    }

    private static Duration wait(SalesforceError error, Instant now) {
        Instant until = switch (error) {
            case SalesforceError.QuotaUsedUp quota -> quota.retryAt();
            case SalesforceError.BreakerOpen open -> open.retryAt();
            default -> now;
        };
        Duration wait = Duration.between(now, until);
        return wait.compareTo(SOON) < 0 ? SOON : wait;
    }
}
