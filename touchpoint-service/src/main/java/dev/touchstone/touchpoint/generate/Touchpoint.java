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
 * @param touchedAt the session's start, the member's creation or the activity's time
 * @param positions milestones, in the order of {@link TouchpointPosition}
 * @param noBuyerReason why it is no buyer touchpoint; null for a buyer touchpoint
 * @param content what it says about the effort
 * @param origin the fact and the rule that made it
 */
public record Touchpoint(
        UUID touchpointId,
        UUID personId,
        TouchpointType type,
        Instant touchedAt,
        List<TouchpointPosition> positions,
        @Nullable NoBuyerReason noBuyerReason,
        Content content,
        Origin origin) {
    public Touchpoint {
        positions = List.copyOf(positions);
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
     * @param ruleVersion version of the list the rule is in
     */
    public record Origin(FactReference fact, String rule, long ruleVersion) {}

    Touchpoint at(List<TouchpointPosition> newPositions, @Nullable NoBuyerReason newNoBuyerReason) {
        return new Touchpoint(touchpointId, personId, type, touchedAt, newPositions, newNoBuyerReason, content, origin);
    }
}
