package dev.touchstone.salessync.salesforce.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.salessync.salesforce.error.ErrorTable;
import dev.touchstone.salessync.salesforce.error.Verdict;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryRuleTest {
    private static Optional<Duration> delay(SalesforceLane lane, String code, int failures, double random) {
        return RetryRule.delay(lane, ErrorTable.ofCode(code, ""), failures, random, Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "UNABLE_TO_LOCK_ROW, 10",
        "UNKNOWN_EXCEPTION, 3",
        "CANNOT_UPDATE_CONVERTED_LEAD, 2",
        "INVALID_CROSS_REFERENCE_KEY, 2",
        "INVALID_FIELD, 2",
        "FIELD_CUSTOM_VALIDATION_EXCEPTION, 1"
    })
    void aRowIsTriedSoOften(String code, int tries) {
        assertThat(delay(SalesforceLane.ACTIVITY, code, tries - 1, 0.5)).isPresent();
        assertThat(delay(SalesforceLane.ACTIVITY, code, tries, 0.5)).isEmpty();
    }

    /** Quota, connection, pace and outages say nothing about the row, so they never end its tries. */
    @ParameterizedTest
    @CsvSource({"SERVER_UNAVAILABLE", "REQUEST_LIMIT_EXCEEDED", "INVALID_GRANT", "QUERY_TIMEOUT"})
    void anOutageDoesNotUseUpTries(String code) {
        Verdict verdict = ErrorTable.ofCode(code, "");
        assertThat(verdict.kind().countsAsAttempt()).isFalse();
        assertThat(delay(SalesforceLane.ACTIVITY, code, 1_000, 0.5)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"ACTIVITY, 20, 150", "OPT_OUT, 20, 15", "INTERACTIVE, 20, 15", "ACTIVITY, 1, 0.5", "ACTIVITY, 3, 2"})
    void theSpanDoublesUpToTheCapOfTheLane(SalesforceLane lane, int failures, double seconds) {
        assertThat(delay(lane, "SERVER_UNAVAILABLE", failures, 0.5))
                .contains(Duration.ofMillis((long) (seconds * 1_000)));
    }

    /** F33: a hot account is waited for half a second to thirty. */
    @Test
    void aLockedRowWaitsHalfASecondToThirty() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 1_000; i++) {
            assertThat(delay(SalesforceLane.ACTIVITY, "UNABLE_TO_LOCK_ROW", 1 + i % 9, random.nextDouble()))
                    .as("seed %d", seed)
                    .hasValueSatisfying(
                            wait -> assertThat(wait).isBetween(Duration.ofMillis(500), Duration.ofSeconds(30)));
        }
    }

    @Test
    void writesWaitAQuarterOfAnHourForAMaintenance() {
        assertThat(delay(SalesforceLane.REMINDER, "INSERT_UPDATE_DELETE_NOT_ALLOWED_DURING_MAINTENANCE", 1, 0.1))
                .contains(Duration.ofMinutes(15));
    }

    @Test
    void whatSalesforceAsksForWinsWhenItIsLonger() {
        Verdict verdict = ErrorTable.ofStatus(503);
        assertThat(RetryRule.delay(SalesforceLane.ACTIVITY, verdict, 1, 0.5, Optional.of(Duration.ofSeconds(70))))
                .contains(Duration.ofSeconds(70));
    }
}
