package dev.touchstone.salessync.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.contract.RpcStatus;
import dev.touchstone.salessync.marketo.Lane;
import dev.touchstone.salessync.marketo.MarketoError;
import io.grpc.Status;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What callers are told when Marketo does not answer: whether to repeat, and when. */
class MarketoRefusalTest {
    private static final Instant NOW = Instant.parse("2026-07-15T10:00:00Z");

    private static void assertRefusal(MarketoError error, String reason, Status.Code code) {
        RpcFailure failure = MarketoRefusal.of(error, NOW);
        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(RpcStatus.of(failure).getStatus().getCode()).isEqualTo(code);
    }

    @Test
    void whatPassesIsUnavailable() {
        for (MarketoError error : new MarketoError[] {
            MarketoError.Unreachable.read("HTTP 502"),
            new MarketoError.SystemError("611"),
            new MarketoError.NoTurn(Lane.INTERACTIVE),
            new MarketoError.RateExceeded(),
            new MarketoError.TimedOut(false)
        }) {
            assertRefusal(error, "MARKETO_UNAVAILABLE", Status.Code.UNAVAILABLE);
        }
        assertThat(MarketoRefusal.of(new MarketoError.BreakerOpen(NOW.plusSeconds(40)), NOW))
                .isInstanceOfSatisfying(
                        RpcFailure.Unavailable.class,
                        failure -> assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(40)));
    }

    /** A quota stop is no outage: it says until when. */
    @Test
    void aUsedUpQuotaIsExhaustedUntilItIsWorthTrying() {
        MarketoError error = new MarketoError.QuotaUsedUp(true, NOW.plusSeconds(20_000), NOW.plusSeconds(3_600));
        assertRefusal(error, "MARKETO_QUOTA_USED_UP", Status.Code.RESOURCE_EXHAUSTED);
        assertThat(MarketoRefusal.of(error, NOW))
                .isInstanceOfSatisfying(
                        RpcFailure.ResourceExhausted.class,
                        failure -> assertThat(failure.retryAfter()).contains(Duration.ofHours(1)));
    }

    @Test
    void whatNeverWorksIsAPrecondition() {
        assertRefusal(
                new MarketoError.Refused("603", "Read-Only Lead"),
                "MARKETO_REFUSED_CREDENTIALS",
                Status.Code.FAILED_PRECONDITION);
        assertThat(MarketoRefusal.of(new MarketoError.Refused("603", "Read-Only Lead"), NOW)
                        .metadata())
                .containsEntry("permission", "Read-Only Lead");
        assertRefusal(new MarketoError.Permanent("HTTP 404"), "MARKETO_REFUSED_CALL", Status.Code.FAILED_PRECONDITION);
        assertRefusal(new MarketoError.FeatureOff("616"), "MARKETO_REFUSED_CALL", Status.Code.FAILED_PRECONDITION);
    }
}
