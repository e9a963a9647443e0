package dev.touchstone.salessync.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryPolicyTest {
    @ParameterizedTest
    @CsvSource({"0, 0, 0", "0, 0.5, 500", "3, 0.5, 4000", "8, 0.5, 128000", "9, 0.5, 150000", "1000000, 0.5, 150000"})
    void theSpanDoublesWithEachFailureUpToTheCap(int failures, double random, long millis) {
        assertThat(RetryPolicy.BACKGROUND.delay(failures, random, Optional.empty()))
                .isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theWaitIsNeverNegativeNorAboveTheCap(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 1_000; i++) {
            Duration wait = RetryPolicy.BACKGROUND.delay(random.nextInt(40), random.nextDouble(), Optional.empty());
            assertThat(wait).isBetween(Duration.ZERO, Duration.ofMinutes(5));
        }
    }

    @Test
    void whatTheOtherSideAsksForWinsWhenItIsLonger() {
        assertThat(RetryPolicy.BACKGROUND.delay(1, 0.5, Optional.of(Duration.ofSeconds(7))))
                .isEqualTo(Duration.ofSeconds(7));
        assertThat(RetryPolicy.BACKGROUND.delay(5, 0.5, Optional.of(Duration.ofSeconds(7))))
                .isEqualTo(Duration.ofSeconds(16));
    }

    @Test
    void aPolicyNeedsABaseBelowItsCap() {
        assertThatThrownBy(() -> new RetryPolicy(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
