package dev.touchstone.salessync.person.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.salessync.person.snapshot.WayEstimates.CallPace;
import dev.touchstone.salessync.person.snapshot.WayEstimates.Estimate;
import dev.touchstone.salessync.person.snapshot.WayEstimates.Known;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which way is taken with the documented settings: 45 calls in 20 seconds, 15,000 a day. */
class WayChoiceTest {
    private static final Instant NOW = Instant.parse("2026-07-15T09:00:00Z");
    private static final Instant LONG_AGO = Instant.parse("2006-01-01T00:00:00Z");
    private static final Set<SnapshotWay> ALL = EnumSet.allOf(SnapshotWay.class);
    private static final CallPace PACE = new CallPace(45, Duration.ofSeconds(20), 15_000);

    private static List<Estimate> estimates(
            Set<SnapshotWay> ways, OptionalLong list, Instant createdFrom, long highestId, SnapshotWay... left) {
        SnapshotPolicy policy = new SnapshotPolicy(
                ways, createdFrom, list, new ExportQuota(500_000_000, 80), Path.of("unused"), 3_000, PACE);
        Map<SnapshotWay, String> reasons = new EnumMap<>(SnapshotWay.class);
        for (SnapshotWay way : left) {
            reasons.put(way, "it failed");
        }
        return WayEstimates.of(new Known(highestId, highestId, 0, createdFrom, NOW), policy, reasons);
    }

    private static Optional<SnapshotWay> choose(
            Set<SnapshotWay> ways, OptionalLong list, Instant createdFrom, long highestId, SnapshotWay... left) {
        return WayChoice.choose(estimates(ways, list, createdFrom, highestId, left));
    }

    /** N1: everybody in less than an hour wherever any way does that; else in the least time. */
    @ParameterizedTest
    @CsvSource({
        // Dense ids: 5,000 calls in 37 minutes; 251 exports, two at a time, take two hours.
        "2006-01-01, 1500000, ID_RANGES",
        "2006-01-01, 2000, ID_RANGES",
        // Ids with wide holes take a day and more.
        "2006-01-01, 9000000, BULK_EXTRACT",
        // A young instance has few windows: an hour at most, and far fewer calls.
        "2025-01-01, 1500000, BULK_EXTRACT",
        "2026-06-01, 2000, ID_RANGES",
        "2026-06-01, 13000, BULK_EXTRACT"
    })
    void theFirstWayThatTakesAnHourAtMostIsTakenElseTheShortest(String createdFrom, long highestId, SnapshotWay way) {
        Instant from = Instant.parse(createdFrom + "T00:00:00Z");
        assertThat(choose(ALL, OptionalLong.empty(), from, highestId)).contains(way);
    }

    @Test
    void theChosenWayOfOneAndAHalfMillionPeopleTakesLessThanAnHour() {
        List<Estimate> estimates = estimates(ALL, OptionalLong.empty(), LONG_AGO, 1_500_000);
        assertThat(estimates).extracting(Estimate::way).containsExactly(SnapshotWay.values());
        assertThat(estimates).filteredOn(Estimate::chosen).hasSize(1).allSatisfy(chosen -> {
            assertThat(chosen.duration()).isLessThan(Duration.ofMinutes(60));
            assertThat(chosen.calls()).isLessThanOrEqualTo(5_200);
        });
    }

    @Test
    void waysThatAreNotThereOrWereLeftAreNotTaken() {
        OptionalLong list = OptionalLong.of(7);
        assertThat(choose(ALL, list, LONG_AGO, 1_500_000, SnapshotWay.BULK_EXTRACT))
                .contains(SnapshotWay.STATIC_LIST);
        assertThat(choose(ALL, list, LONG_AGO, 1_500_000, SnapshotWay.BULK_EXTRACT, SnapshotWay.STATIC_LIST))
                .contains(SnapshotWay.ID_RANGES);
        Set<SnapshotWay> exports = EnumSet.of(SnapshotWay.BULK_EXTRACT);
        assertThat(choose(exports, list, LONG_AGO, 1_500_000)).contains(SnapshotWay.BULK_EXTRACT);
        assertThat(choose(exports, list, LONG_AGO, 1_500_000, SnapshotWay.BULK_EXTRACT))
                .isEmpty();
        assertThat(choose(EnumSet.of(SnapshotWay.SALESFORCE_LED), list, LONG_AGO, 1_500_000))
                .isEmpty();
    }

    /** R-I-8, AC-104: whoever is not on a list would be found by nobody, so it is no choice while exports can be made. */
    @ParameterizedTest
    @CsvSource({"400000, ID_RANGES", "1500000, ID_RANGES", "3000000, ID_RANGES", "9000000, BULK_EXTRACT"})
    void aListIsNotTakenWhileExportsCanBeMade(long highestId, SnapshotWay way) {
        assertThat(choose(ALL, OptionalLong.of(7), LONG_AGO, highestId)).contains(way);
    }

    /** A plan with few calls a day makes a way that needs many of them last for days. */
    @Test
    void aDaysCallsArePartOfTheDuration() {
        assertThat(new CallPace(45, Duration.ofSeconds(20), 3_000).of(5_060))
                .isGreaterThan(Duration.ofDays(1))
                .isLessThan(Duration.ofDays(2));
        assertThat(PACE.of(4_500)).isEqualTo(Duration.ofSeconds(2_000));
    }
}
