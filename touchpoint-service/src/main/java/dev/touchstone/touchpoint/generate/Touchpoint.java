package dev.touchstone.touchpoint.generate;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An interaction of an identified person.
 *
 * @param touchpointId computed from the person and the fact
 * @param personId computed from the person's e-mail address
 * @param type kind of interaction
 * @param touchedAt the session's start, or the time that the rule takes from the fact
 * @param standing where it stands in the person's journey
 * @param content what it says about the effort
 * @param origin the fact and the rule that made it
 */
public record Touchpoint(
        UUID touchpointId,
        UUID personId,
        TouchpointType type,
        Instant touchedAt,
        Standing standing,
        Content content,
        Origin origin) {
    /**
     * Where a touchpoint stands in the person's journey.
     *
     * @param positions milestones, in the order of {@link TouchpointPosition}
     * @param noBuyerReason why it is no buyer touchpoint; null for a buyer touchpoint
     * @param suppressingRule the rule that makes it no buyer touchpoint; null but for {@link NoBuyerReason#SUPPRESSED}
     * @param overlapsWith the touchpoint it yields to; null but for {@link NoBuyerReason#OVERLAPS_WITH}
     * @param removingRule the rule that keeps it out of the CRM; null for none and for what is no buyer touchpoint
     * @param segments as {@code Category.Segment}, in the order of the categories
     */
    public record Standing(
            List<TouchpointPosition> positions,
            @Nullable NoBuyerReason noBuyerReason,
            @Nullable String suppressingRule,
            @Nullable UUID overlapsWith,
            @Nullable String removingRule,
            List<String> segments) {
        public Standing {
            positions = List.copyOf(positions);
            segments = List.copyOf(segments);
            if ((noBuyerReason == NoBuyerReason.SUPPRESSED) != (suppressingRule != null)) {
                throw new IllegalArgumentException("a suppressed touchpoint, and no other, has a suppressing rule");
            }
            if ((noBuyerReason == NoBuyerReason.OVERLAPS_WITH) != (overlapsWith != null)) {
                throw new IllegalArgumentException("a touchpoint that overlaps, and no other, yields to another one");
            }
            if (noBuyerReason != null && removingRule != null) {
                throw new IllegalArgumentException("only a buyer touchpoint is kept out of the CRM");
            }
        }

        /** As positions alone decide it. */
        public static Standing of(List<TouchpointPosition> positions, @Nullable NoBuyerReason noBuyerReason) {
            return new Standing(positions, noBuyerReason, null, null, null, List.of());
        }

        /** Suppressed: without position. */
        static Standing suppressedBy(String rule) {
            return new Standing(List.of(), NoBuyerReason.SUPPRESSED, rule, null, null, List.of());
        }

        /** Yields to another touchpoint: without position. */
        static Standing overlappingWith(UUID touchpointId) {
            return new Standing(List.of(), NoBuyerReason.OVERLAPS_WITH, null, touchpointId, null, List.of());
        }

        Standing removedBy(@Nullable String rule) {
            return new Standing(positions, noBuyerReason, suppressingRule, overlapsWith, rule, segments);
        }

        Standing in(List<String> newSegments) {
            return new Standing(positions, noBuyerReason, suppressingRule, overlapsWith, removingRule, newSegments);
        }
    }

    /**
     * What a touchpoint says about the effort behind it.
     *
     * @param effort the effort
     * @param pages the pages of a web session
     * @param contextId the circumstances of a web session; null if nothing is known
     * @param mappingKeyId the key its channel hangs on
     */
    public record Content(
            Effort effort, WebPages pages, @Nullable UUID contextId, UUID mappingKeyId) {}

    /**
     * Where a touchpoint comes from.
     *
     * @param fact the fact
     * @param rule name of the rule
     * @param ruleVersion version of its list in which the rule became as it is
     */
    public record Origin(FactReference fact, String rule, long ruleVersion) {}

    /** Milestones, in the order of {@link TouchpointPosition}. */
    public List<TouchpointPosition> positions() {
        return standing.positions();
    }

    /** Why it is no buyer touchpoint; null for a buyer touchpoint. */
    public @Nullable NoBuyerReason noBuyerReason() {
        return standing.noBuyerReason();
    }
}
