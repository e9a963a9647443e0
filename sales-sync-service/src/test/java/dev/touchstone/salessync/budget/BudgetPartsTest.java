package dev.touchstone.salessync.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.touchstone.salessync.marketo.Lane;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The parts of the gate that are not seen through {@link GateRulesTest}. */
class BudgetPartsTest {
    private static final Instant NOW = GateTrial.START;
    private static final BudgetLimits LIMITS = GateTrial.LIMITS;
    private static final LocalDate TODAY = LocalDate.parse("2026-07-15");

    @Test
    void severalRateErrorsOfOneBurstHalveOnce() {
        Pace once = Pace.FULL.slowedDown(NOW, LIMITS);
        assertThat(once.slowedDown(NOW.plusSeconds(1), LIMITS)).isEqualTo(once);
        assertThat(once.slowedDown(NOW.plusSeconds(20), LIMITS).calls(NOW.plusSeconds(40), LIMITS))
                .isEqualTo(12);
    }

    /** Whatever comes: at least one call, at most all, and all of them again after ten minutes. */
    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void thePaceStaysInBoundsAndRecovers(long seed) {
        Random random = new Random(seed);
        Pace pace = Pace.FULL;
        Places places = Places.FULL;
        Instant now = NOW;
        for (int i = 0; i < 1_000; i++) {
            now = now.plusMillis(random.nextInt(60_000));
            pace = random.nextInt(3) == 0 ? pace.slowedDown(now, LIMITS) : pace;
            if (random.nextInt(3) == 0) {
                places = random.nextBoolean() ? places.lowered(now, 5) : places.halved(now, 5);
            }
            assertThat(pace.calls(now, LIMITS)).describedAs("seed %d", seed).isBetween(1, 50);
            assertThat(places.calls(now, 5)).describedAs("seed %d", seed).isBetween(1, 5);
        }
        assertThat(pace.calls(now.plus(Duration.ofMinutes(11)), LIMITS)).isEqualTo(50);
        assertThat(places.calls(now.plus(Duration.ofMinutes(11)), 5)).isEqualTo(5);
    }

    /** The shared budget is min(own cap, quota - everybody's total - reserve); opt-outs may use the reserve. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 25000, 30000",
        "10000, 0, 15000, 20000",
        "25000, 0, 0, 5000",
        "0, 25000, 20000, 25000",
        "0, 45000, 0, 5000",
        "1000, 60000, 0, 0"
    })
    void whatIsLeftIsWhatOurShareAndTheOthersLeave(long ours, long others, long left, long leftForOptOuts) {
        DayUse use = new DayUse(TODAY, Map.of(Lane.FEED, ours), others);
        assertThat(use.left(Lane.FEED, LIMITS)).isEqualTo(left);
        assertThat(use.left(Lane.OPT_OUT, LIMITS)).isEqualTo(leftForOptOuts);
    }

    /** What those who follow have used of their part needs not be kept for them any more. */
    @ParameterizedTest
    @CsvSource({"0, 0, 15000", "15000, 0, 0", "0, 10000, 15000", "0, 20000, 5000", "5000, 4000, 10000"})
    void readingEverybodyLeavesAPartOfTheDayToWhoFollows(long reading, long following, long left) {
        DayUse use = new DayUse(TODAY, Map.of(Lane.SNAPSHOT, reading, Lane.FEED, following), 0);
        assertThat(use.left(Lane.SNAPSHOT, LIMITS)).isEqualTo(left);
        assertThat(use.left(Lane.RECONCILE, LIMITS)).isEqualTo(left);
        assertThat(LIMITS.reading()).isEqualTo(15_000);
    }

    @Test
    void whatMarketoCountsAboveOursIsTheOthers() {
        DayUse use = new DayUse(TODAY, Map.of(Lane.FEED, 30L, Lane.OPT_OUT, 10L), 7);
        assertThat(use.toldTotal(100).others()).isEqualTo(60);
        assertThat(use.toldTotal(39).others()).isZero();
    }

    /** A replica whose clock is behind does not give the day back; a day that is far ahead was a wrong clock. */
    @ParameterizedTest
    @CsvSource({"2026-07-15, true", "2026-07-14, true", "2026-07-16, false", "2026-07-13, false"})
    void theDayGoesForward(LocalDate today, boolean same) {
        DayUse use = new DayUse(TODAY, Map.of(Lane.FEED, 30L), 7);
        assertThat(use.on(today)).isEqualTo(same ? use : new DayUse(today, Map.of(), 0));
    }

    /** Calls at a constant rate are measured as that rate, and forgotten when they stop. */
    @ParameterizedTest
    @ValueSource(ints = {60, 600, 9_000})
    void theRateIsThatOfTheLastMinutes(int perHour) {
        UseRate rate = new UseRate(0, NOW);
        Instant now = NOW;
        for (int call = 0; call < perHour * 2; call++) {
            now = now.plusMillis(3_600_000L / perHour);
            rate = rate.called(now);
        }
        assertThat(rate.perHour()).isCloseTo(perHour, within(perHour * 0.1));
        assertThat(rate.asOf(now.plus(Duration.ofHours(2))).perHour()).isLessThan(perHour * 0.001);
    }

    @Test
    void theForecastSaysWhenTheRestIsUsedUp() {
        UseRate rate = new UseRate(1_000, NOW);
        Instant reset = NOW.plus(Duration.ofHours(10));
        assertThat(rate.exhaustion(2_000, NOW, reset)).contains(NOW.plus(Duration.ofHours(2)));
        assertThat(rate.exhaustion(10_000, NOW, reset)).isEmpty();
        assertThat(rate.exhaustion(0, NOW, reset)).contains(NOW);
        assertThat(new UseRate(0, NOW).exhaustion(1, NOW, reset)).isEmpty();
    }

    @Test
    void limitsThatContradictThemselvesAreRefused() {
        Duration window = Duration.ofSeconds(20);
        assertThatThrownBy(() -> new BudgetLimits(0, window, 5, 50_000, 60, 10))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BudgetLimits(50, window, 5, 50_000, 60, 60))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BudgetLimits(50, window, 5, 50_000, 101, 10))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BudgetLimits(50, Duration.ZERO, 5, 50_000, 60, 10))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
