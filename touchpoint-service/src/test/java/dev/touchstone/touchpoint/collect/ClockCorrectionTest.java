package dev.touchstone.touchpoint.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ClockCorrectionTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

    @ParameterizedTest(name = "{0} ms behind: {1} minutes")
    @CsvSource({
        "0, 0",
        "29999, 0",
        "30000, 1",
        "60000, 1",
        "89999, 1",
        "90000, 2",
        "-30000, 0",
        "-30001, -1",
        "-60000, -1",
        "10800000, 180"
    })
    void isRoundedToWholeMinutes(long millisBehind, int minutes) {
        assertThat(ClockCorrection.minutes(NOW.minusMillis(millisBehind), NOW)).isEqualTo(minutes);
    }

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    /** Whatever the clock's error, requests that take less than the rest of the minute leave the client's order as it was. */
    @ParameterizedTest
    @MethodSource("seeds")
    void orderWithinAClientIsKept(long seed) {
        Random random = new Random(seed);
        long errorMinutes = random.nextInt(2_000_000) - 1_000_000;
        long errorSeconds = random.nextInt(40) - 25;
        Duration error = Duration.ofMinutes(errorMinutes).plusSeconds(errorSeconds);
        List<Instant> corrected = new ArrayList<>();
        Instant time = NOW;
        for (int i = 0; i < 50; i++) {
            time = time.plusMillis(random.nextInt(60_000));
            Instant occurredAt = time.minus(error);
            Instant received = time.plusMillis(random.nextInt(14_000));
            corrected.add(occurredAt.plus(Duration.ofMinutes(ClockCorrection.minutes(occurredAt, received))));
        }
        assertThat(corrected).as("seed %d", seed).isSorted();
        assertThat(Duration.between(time, corrected.get(49)).abs())
                .as("seed %d", seed)
                .isLessThanOrEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void clocksThatAreYearsWrongAreNotCorrected() {
        assertThat(ClockCorrection.isPossible(NOW.minus(Duration.ofDays(3_653)), NOW))
                .isTrue();
        assertThat(ClockCorrection.isPossible(NOW.plus(Duration.ofDays(3_654)), NOW))
                .isFalse();
    }
}
