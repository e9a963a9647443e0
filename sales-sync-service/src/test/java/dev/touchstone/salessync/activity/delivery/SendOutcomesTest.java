package dev.touchstone.salessync.activity.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.salessync.marketo.Lane;
import dev.touchstone.salessync.marketo.MarketoError;
import dev.touchstone.salessync.outbox.BatchOutcome;
import dev.touchstone.salessync.outbox.BatchOutcome.NotExecuted;
import dev.touchstone.salessync.outbox.BatchOutcome.Reason;
import dev.touchstone.salessync.remote.ErrorClass;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SendOutcomesTest {
    private static final Instant LATER = Instant.parse("2026-07-16T05:01:00Z");

    static Stream<Arguments> errors() {
        return Stream.of(
                Arguments.of(new MarketoError.Refused("603"), Reason.AUTH),
                Arguments.of(new MarketoError.RateExceeded(), Reason.PACE),
                Arguments.of(new MarketoError.TooConcurrent(), Reason.CONCURRENCY),
                Arguments.of(new MarketoError.NoTurn(Lane.ACTIVITY), Reason.CONCURRENCY),
                Arguments.of(new MarketoError.QuotaUsedUp(true, LATER, LATER), Reason.QUOTA),
                Arguments.of(new MarketoError.BreakerOpen(LATER), Reason.OUTAGE),
                Arguments.of(new MarketoError.Unreachable("code 608", false), Reason.OUTAGE),
                Arguments.of(new MarketoError.TimedOut(false), Reason.OUTAGE),
                Arguments.of(new MarketoError.FeatureOff("703"), Reason.CONFIG),
                Arguments.of(new MarketoError.SchemaFull("1027"), Reason.CONFIG),
                Arguments.of(new MarketoError.Permanent("610", ErrorClass.BUG), Reason.CONFIG),
                Arguments.of(new MarketoError.Permanent("HTTP 404", ErrorClass.PERMANENT), Reason.CONFIG));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void whatWasNotExecutedWaitsForItsReason(MarketoError error, Reason reason) {
        assertThat(SendOutcomes.of(error)).isInstanceOfSatisfying(NotExecuted.class, outcome -> {
            assertThat(outcome.reason()).isEqualTo(reason);
            assertThat(outcome.sentence()).isEqualTo(error.sentence());
        });
    }

    static Stream<Arguments> others() {
        return Stream.of(
                Arguments.of(new MarketoError.Unreachable("reset", true), BatchOutcome.MaybeExecuted.class),
                Arguments.of(new MarketoError.TimedOut(true), BatchOutcome.MaybeExecuted.class),
                Arguments.of(new MarketoError.SystemError("611"), BatchOutcome.SystemError.class),
                Arguments.of(new MarketoError.TooLarge("HTTP 413"), BatchOutcome.Rejected.class),
                Arguments.of(new MarketoError.TooLarge("the answer"), BatchOutcome.MaybeExecuted.class),
                Arguments.of(new MarketoError.Permanent("609", ErrorClass.BUG), BatchOutcome.Rejected.class),
                Arguments.of(new MarketoError.Permanent("1003", ErrorClass.ROW), BatchOutcome.Rejected.class));
    }

    @ParameterizedTest
    @MethodSource("others")
    void theRestIsInDoubtOrToBeSplit(MarketoError error, Class<? extends BatchOutcome> outcome) {
        assertThat(SendOutcomes.of(error)).isInstanceOf(outcome);
    }
}
