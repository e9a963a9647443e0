package dev.touchstone.salessync.salesforce.event.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How many events are asked for. */
class FetchWindowTest {
    @Test
    void moreIsAskedForWhenHalfIsProcessed() {
        FetchWindow window = FetchWindow.full(100);
        assertThat(window.wanted()).isZero();
        assertThat(window.processed(49).wanted()).isZero();
        assertThat(window.processed(50).wanted()).isEqualTo(50);
        assertThat(window.processed(50).refilled()).isEqualTo(window);
        assertThat(window.processed(49).refilled().open()).isEqualTo(51);
    }

    static IntStream seeds() {
        return IntStream.range(0, 100);
    }

    /** AC-94: what is on the way and what waits is never more than the window, and the stream never stands still. */
    @ParameterizedTest
    @MethodSource("seeds")
    void theWindowIsNeverExceededAndNeverEmptyForGood(int seed) {
        Random random = new Random(seed);
        int size = 1 + random.nextInt(100);
        FetchWindow window = FetchWindow.full(size);
        int asked = size;
        int processed = 0;
        for (int step = 0; step < 200; step++) {
            int events = Math.min(asked - processed, random.nextInt(size + 1));
            processed += events;
            window = window.processed(events);
            asked += window.wanted();
            window = window.refilled();
            assertThat(asked - processed).as("seed %d, step %d", seed, step).isBetween(1, size);
            assertThat(window.open()).isEqualTo(asked - processed);
        }
    }

    @Test
    void aWindowHasOneToAHundredEvents() {
        assertThatThrownBy(() -> FetchWindow.full(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FetchWindow.full(101)).isInstanceOf(IllegalArgumentException.class);
    }
}
