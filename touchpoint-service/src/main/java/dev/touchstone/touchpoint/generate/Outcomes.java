package dev.touchstone.touchpoint.generate;

import dev.touchstone.touchpoint.session.WebContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what becomes of a person's facts. */
final class Outcomes {
    private final List<Draft> drafts = new ArrayList<>();
    private final List<NoTouchpoint> without = new ArrayList<>();
    private final Set<MappingKey> mappingKeys = new HashSet<>();

    /** A fact makes a touchpoint. */
    void made(Draft draft) {
        drafts.add(draft);
    }

    /**
     * A fact of the CRM or of Marketo makes a touchpoint.
     *
     * @param effort what it says about the effort
     * @param key the key its channel hangs on
     * @param membership the campaign membership; null for others
     */
    void made(
            TouchpointType type,
            FactReference fact,
            Decision.Made decision,
            Effort effort,
            MappingKey key,
            @Nullable Membership membership) {
        mappingKeys.add(key);
        made(new Draft(
                type,
                decision.touchedAt(),
                new Touchpoint.Content(effort, WebPages.NONE, null, key.id()),
                new Touchpoint.Origin(fact, decision.rule(), decision.ruleVersion()),
                WebContext.UNKNOWN,
                membership));
    }

    /** A fact makes none. */
    void none(FactReference fact, Instant factTime, Decision.MadeNone decision) {
        without.add(new NoTouchpoint(fact, factTime, decision.reason(), decision.ruleListVersion()));
    }

    /** The touchpoints without their places, oldest first. */
    List<Draft> drafts() {
        drafts.sort(Draft.BY_TIME);
        return drafts;
    }

    /** The facts without touchpoint, oldest first. */
    List<NoTouchpoint> without() {
        without.sort(NoTouchpoint.BY_TIME);
        return without;
    }

    /** Keys of the touchpoints that come from the CRM or from Marketo. */
    List<MappingKey> mappingKeys() {
        return List.copyOf(mappingKeys);
    }
}
