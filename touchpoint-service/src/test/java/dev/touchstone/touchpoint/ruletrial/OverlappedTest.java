package dev.touchstone.touchpoint.ruletrial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OverlappedTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 499, 500, 501, 9_999})
    void everythingIsWorkedOffInOrder(int count) {
        List<Integer> done = new ArrayList<>();
        try (Overlapped<Integer> overlapped = new Overlapped<>(done::add)) {
            IntStream.range(0, count).forEach(overlapped::add);
            overlapped.finish();
        }
        assertThat(done)
                .containsExactlyElementsOf(IntStream.range(0, count).boxed().toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 500, 9_999})
    void failureOfTheWorkIsToldToTheReader(int count) {
        try (Overlapped<Integer> overlapped = new Overlapped<>(item -> {
            throw new IllegalStateException("no");
        })) {
            assertThatIllegalStateException().isThrownBy(() -> {
                IntStream.range(0, count).forEach(overlapped::add);
                overlapped.finish();
            });
        }
    }
}
