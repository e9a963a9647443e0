package dev.touchstone.salessync.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActivityKeyTest {
    @ParameterizedTest
    @CsvSource({
        "00000000-0000-0000-0000-000000000000, 00000000000000000000000000",
        "ffffffff-ffff-ffff-ffff-ffffffffffff, 7ZZZZZZZZZZZZZZZZZZZZZZZZZ",
        // The example of the ULID specification: 1469918176385 milliseconds.
        "01563df3-6481-0000-0000-000000000000, 01ARYZ6S410000000000000000"
    })
    void aKeyIsTheIdInCrockfordsBase32(UUID id, String key) {
        assertThat(ActivityKey.of(id)).isEqualTo(key);
        assertThat(ActivityKey.isKey(key)).isTrue();
    }

    @Test
    void keysSortAsTheirIdsDo() {
        Random random = new Random(7);
        List<String> keys = new ArrayList<>();
        for (long time = 1_700_000_000_000L; time < 1_700_000_001_000L; time++) {
            keys.add(ActivityKey.of(new UUID(time << 16 | 0x7000 | random.nextInt(0x1000), random.nextLong())));
        }
        assertThat(keys).isSorted().allMatch(ActivityKey::isKey);
    }

    @ParameterizedTest
    @CsvSource({
        "''",
        "01ARYZ6S41000000000000000",
        "01ARYZ6S4100000000000000000",
        "81ARYZ6S410000000000000000",
        "01ARYZ6S41000000000000000I",
        "01aryz6s410000000000000000"
    })
    void whatIsNoKeyIsTold(String text) {
        assertThat(ActivityKey.isKey(text)).isFalse();
    }
}
