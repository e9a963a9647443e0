package dev.touchstone.salessync.person.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StaticListTest {
    private static final Instant NOW = Instant.parse("2026-07-15T09:00:00Z");

    /** P5, N14: a process that ended right after the last page does not read the whole list again. */
    @Test
    void aListThatWasReadToItsEndIsNotReadAgain() {
        SnapshotPolicy policy = new SnapshotPolicy(
                EnumSet.of(SnapshotWay.STATIC_LIST),
                NOW,
                OptionalLong.of(7),
                new ExportQuota(0, 80),
                Path.of("unused"),
                100,
                new WayEstimates.CallPace(1, Duration.ofSeconds(1), 1));
        SnapshotRun ended = SnapshotRun.begin(new UUID(0, 1), SnapshotRun.Purpose.FIRST, NOW)
                .using(SnapshotWay.STATIC_LIST)
                .at("");
        // Neither Marketo nor the store is there: a call to either would fail.
        StaticList list = new StaticList(null, policy, Clock.systemUTC());
        assertThat(list.step(new Reading(ended, null, () -> {}, batch -> {}))).isEqualTo(new Outcome.Exhausted());
    }
}
