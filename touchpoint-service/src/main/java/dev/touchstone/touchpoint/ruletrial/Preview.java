package dev.touchstone.touchpoint.ruletrial;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would change if a list were another one.
 *
 * @param examined facts, or touchpoints, that were looked at
 * @param changes how many touchpoints would change, by what would happen to them
 * @param examples some of them
 * @param hits of each rule, in the order of the list
 */
public record Preview(long examined, Counts changes, List<Example> examples, List<Hits> hits) {
    public Preview {
        examples = List.copyOf(examples);
        hits = List.copyOf(hits);
    }

    /** What would happen to a touchpoint. */
    public enum Change {
        /** It would appear. */
        APPEARS,
        /** It would disappear. */
        DISAPPEARS,
        /** It would move in time. */
        MOVES,
        /** It would have another content. */
        CHANGES
    }

    /** How many touchpoints. */
    public record Counts(long appearing, long disappearing, long moving, long changing) {}

    /**
     * One touchpoint.
     *
     * @param change what would happen to it
     * @param recordId the fact's id, or the touchpoint's
     * @param campaignName campaign name
     * @param before as it is
     * @param after as it would be
     */
    public record Example(Change change, String recordId, String campaignName, State before, State after) {}

    /**
     * A touchpoint under a list.
     *
     * @param touchedAt its time; null if there is none, or it does not surface
     * @param rule the rule that decides; empty if none does
     */
    public record State(@Nullable Instant touchedAt, String rule) {}

    /**
     * What a rule takes.
     *
     * @param rule its name
     * @param deciding what it decides on
     * @param overlapped what it matches although an earlier rule decides
     */
    public record Hits(String rule, long deciding, long overlapped) {}
}
