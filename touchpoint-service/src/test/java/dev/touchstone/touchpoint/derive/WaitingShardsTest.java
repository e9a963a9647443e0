package dev.touchstone.touchpoint.derive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.touchpoint.mark.Queue;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitingShardsTest {
    private Instant now = Instant.parse("2025-06-02T09:00:00Z");
    private List<Integer> stored = List.of(3);
    private int asked;

    private final WaitingShards waiting = new WaitingShards(
            queue -> {
                asked++;
                return stored;
            },
            new Clock() {
                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return now;
                }
            });

    @Test
    void anAnswerHoldsForAMomentWhileThereIsWork() {
        pass(true, 3);
        stored = List.of(3, 7);
        pass(true, 3);
        assertThat(asked).isEqualTo(1);
        assertThat(waiting.isFromMemory()).isTrue();

        now = now.plus(WaitingShards.HOLDS);
        pass(true, 3, 7);
        assertThat(waiting.isFromMemory()).isFalse();
    }

    @Test
    void anAnswerWithoutWorkHoldsNoLonger() {
        pass(true, 3);
        stored = List.of(7);
        pass(false, 3);
        assertThat(waiting.isFromMemory()).as("there may be more").isTrue();

        pass(false, 7);
        assertThat(waiting.isFromMemory()).isFalse();
        pass(false, 7);
        assertThat(asked).isEqualTo(3);
    }

    @Test
    void queuesAreAskedForThemselves() {
        pass(true, 3);
        assertThat(waiting.of(Queue.PERSON)).containsExactly(3);
        assertThat(asked).isEqualTo(2);
    }

    private void pass(boolean worked, Integer... shards) {
        waiting.beginPass();
        assertThat(waiting.of(Queue.VISITOR)).containsExactly(shards);
        waiting.tried(Queue.VISITOR, worked);
    }
}
