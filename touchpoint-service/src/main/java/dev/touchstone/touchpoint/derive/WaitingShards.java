package dev.touchstone.touchpoint.derive;

import dev.touchstone.touchpoint.mark.Queue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * In which shards marks wait, as one worker knows it. To ask means to go over the marks that were deleted and not cleaned away yet,
 * which takes longer the more is derived: so an answer holds for a moment while there is work in the shards that it names. Others
 * wait no longer than that. Not thread-safe; one for a worker.
 */
final class WaitingShards {
    static final Duration HOLDS = Duration.ofMillis(250);

    private final Function<Queue, List<Integer>> ask;
    private final Clock clock;
    private final Map<Queue, Answer> answers = new EnumMap<>(Queue.class);
    private boolean isFromMemory;

    /**
     * @param ask gives the shards of a queue in which marks wait
     */
    WaitingShards(Function<Queue, List<Integer>> ask, Clock clock) {
        this.ask = ask;
        this.clock = clock;
    }

    private record Answer(List<Integer> shards, Instant until) {}

    /** A pass through all queues begins. */
    void beginPass() {
        isFromMemory = false;
    }

    /** True if this pass relied on an answer from before: a mark that came since then may have been missed. */
    boolean isFromMemory() {
        return isFromMemory;
    }

    /** The shards of a queue in which marks wait, or waited a moment ago. */
    List<Integer> of(Queue queue) {
        Instant now = clock.instant();
        Answer answer = answers.get(queue);
        if (answer != null && now.isBefore(answer.until())) {
            isFromMemory = true;
            return answer.shards();
        }
        List<Integer> shards = ask.apply(queue);
        answers.put(queue, new Answer(shards, now.plus(HOLDS)));
        return shards;
    }

    /** The shards were tried: without any work in them the answer holds no longer. */
    void tried(Queue queue, boolean worked) {
        if (!worked) {
            answers.remove(queue);
        }
    }
}
