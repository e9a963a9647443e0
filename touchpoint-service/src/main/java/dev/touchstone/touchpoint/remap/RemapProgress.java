package dev.touchstone.touchpoint.remap;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far keys are in step with the rules.
 *
 * @param periods from when on which version decides; empty before the first
 * @param activeVersion what mapping-service had active when it was last asked; 0 if it has not answered yet
 * @param target the version that is being mapped to; 0 while none is
 * @param done keys classified under the target
 * @param keys keys to classify under the target
 * @param last the re-map that runs, or the last one
 * @param pendingKeys new keys that wait for their channel
 * @param waitingFor what the work waits for, in one sentence; empty for nothing
 */
public record RemapProgress(
        List<RulePeriod> periods,
        long activeVersion,
        long target,
        long done,
        long keys,
        Run last,
        long pendingKeys,
        String waitingFor) {
    public RemapProgress {
        periods = List.copyOf(periods);
    }

    /**
     * A re-map.
     *
     * @param start when it began; null if there was none
     * @param end when it ended; null while it runs
     * @param changedKeys keys that got another channel by the last that ended
     * @param changedTouchpoints touchpoints that got another channel by the last that ended
     */
    public record Run(@Nullable Instant start, @Nullable Instant end, long changedKeys, long changedTouchpoints) {}

    /** Keys whose channel comes from an earlier version than it should. */
    public long outdatedKeys() {
        // While a re-map runs there is at least the switch to come.
        return target == 0 ? 0 : Math.max(1, keys - done);
    }
}
