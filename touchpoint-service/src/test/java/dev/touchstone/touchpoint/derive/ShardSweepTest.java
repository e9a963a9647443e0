package dev.touchstone.touchpoint.derive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShardSweepTest {
    private static final int BATCH = 4;
    private static final Instant NOW = Instant.parse("2025-06-02T09:00:00Z");

    private final ShardSweep sweep = new ShardSweep();

    @Test
    void goesOnAfterAFullBatchAndBeginsAgainAfterAShortOne() {
        assertThat(sweep.after()).isEmpty();
        assertThat(sweep.limit(BATCH)).isEqualTo(BATCH);

        sweep.derived(List.of("a", "b", "c", "d"), BATCH, NOW);
        assertThat(sweep.after()).isEqualTo("d");

        sweep.derived(List.of("e"), BATCH, NOW);
        assertThat(sweep.after()).isEmpty();

        sweep.derived(List.of(), BATCH, NOW);
        assertThat(sweep.after()).isEmpty();
        assertThat(sweep.limit(BATCH)).isEqualTo(BATCH);
    }

    @Test
    void triesTheKeysOfAFailedBatchOneByOne() {
        sweep.failed(List.of("a", "b", "c"));
        assertThat(sweep.limit(BATCH)).isOne();
        assertThat(sweep.after()).isEmpty();

        sweep.derived(List.of("a"), 1, NOW);
        sweep.failed(List.of("b"));
        assertThat(sweep.after()).isEqualTo("b");
        assertThat(sweep.limit(BATCH)).isOne();

        sweep.derived(List.of("c"), 1, NOW);
        assertThat(sweep.after()).isEqualTo("c");
        assertThat(sweep.limit(BATCH)).isEqualTo(BATCH);
    }

    @Test
    void restsWhenARoundBroughtNothingButKnownFailures() {
        assertThat(sweep.failed(List.of("b"))).isFalse();
        sweep.derived(List.of(), BATCH, NOW);
        assertThat(sweep.isDue(NOW)).as("it may have been an accident").isTrue();

        assertThat(sweep.failed(List.of("b"))).isTrue();
        sweep.derived(List.of("c"), BATCH, NOW);
        assertThat(sweep.isDue(NOW)).as("another key was derived").isTrue();

        assertThat(sweep.failed(List.of("b"))).isTrue();
        sweep.derived(List.of(), BATCH, NOW);
        assertThat(sweep.isDue(NOW.plusMillis(4_999))).isFalse();
        assertThat(sweep.isDue(NOW.plusSeconds(5))).isTrue();
    }

    @Test
    void twoFailedKeysAreKnownAndRestTogether() {
        failBoth(false);
        assertThat(sweep.isDue(NOW)).isTrue();

        failBoth(true);
        assertThat(sweep.isDue(NOW)).isFalse();
    }

    private void failBoth(boolean known) {
        assertThat(sweep.failed(List.of("a", "b"))).isEqualTo(known);
        assertThat(sweep.failed(List.of("a"))).isEqualTo(known);
        assertThat(sweep.failed(List.of("b"))).isEqualTo(known);
        sweep.derived(List.of(), BATCH, NOW);
    }

    @Test
    void isCarefulUntilNoKeyFailsAnyMore() {
        assertThat(sweep.isCareful()).isFalse();
        sweep.failed(List.of("b"));
        sweep.derived(List.of("c"), BATCH, NOW);
        assertThat(sweep.isCareful()).isTrue();

        sweep.derived(List.of("b"), BATCH, NOW);
        assertThat(sweep.isCareful()).isFalse();
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 300);
    }

    /** Keys that always fail lie among good ones, while new marks keep coming for keys before and behind. */
    @ParameterizedTest
    @MethodSource("seeds")
    void aPoisonKeyStarvesNobody(long seed) {
        Random random = new Random(seed);
        TreeSet<String> waiting = new TreeSet<>();
        Set<String> poison = new HashSet<>();
        int keys = 1 + random.nextInt(40);
        for (int i = 0; i < keys; i++) {
            String key = key(i);
            waiting.add(key);
            if (random.nextInt(4) == 0) {
                poison.add(key);
            }
        }
        Map<String, Integer> waitingSince = new HashMap<>();
        Map<String, Integer> attempts = new HashMap<>();
        int steps = 40 * keys;
        for (int step = 0; step < steps; step++) {
            if (random.nextInt(5) == 0) {
                waiting.add(key(random.nextInt(keys)));
            }
            for (String key : waiting) {
                waitingSince.putIfAbsent(key, step);
            }
            step(waiting, poison, attempts);
            waitingSince.keySet().retainAll(waiting);
            for (Map.Entry<String, Integer> entry : waitingSince.entrySet()) {
                if (!poison.contains(entry.getKey())) {
                    // A whole round tries every key at most twice: in its batch and alone.
                    assertThat(step - entry.getValue())
                            .as("seed %d: steps that %s waits", seed, entry.getKey())
                            .isLessThanOrEqualTo(4 * keys + 4);
                }
            }
        }
        waiting.removeIf(key -> !poison.contains(key));
        assertThat(attempts.keySet()).as("seed %d: poison is tried again", seed).containsAll(waiting);
    }

    private void step(TreeSet<String> waiting, Set<String> poison, Map<String, Integer> attempts) {
        int limit = sweep.limit(BATCH);
        List<String> taken = new ArrayList<>(
                waiting.tailSet(sweep.after(), false).stream().limit(limit).toList());
        if (taken.stream().anyMatch(poison::contains)) {
            taken.forEach(key -> attempts.merge(key, 1, Integer::sum));
            sweep.failed(taken);
        } else {
            taken.forEach(waiting::remove);
            sweep.derived(taken, limit, NOW);
        }
    }

    private static String key(int number) {
        return String.format(Locale.ROOT, "k%02d", number);
    }
}
