package dev.touchstone.touchpoint.settings;

import dev.touchstone.touchpoint.generate.GenerationPolicy;
import dev.touchstone.touchpoint.rule.RuleCircumstances;
import dev.touchstone.touchpoint.rule.RuleList;
import dev.touchstone.touchpoint.session.SessionPolicy;
import java.time.LocalDate;

/** The policies in force. */
public interface PolicySource {
    /**
     * As the caller's transaction sees them. Whoever changes them marks everything in the same transaction, so what is derived
     * by the ones before is derived again.
     */
    Policies current();

    /** How sessions would be cut if these settings were in force, with the sites as the caller's transaction sees them. */
    SessionPolicy sessionPolicy(SessionSettings settings);

    /** How touchpoints would be made if these settings were in force; all else as the caller's transaction sees it. */
    GenerationPolicy generationPolicy(SessionSettings settings);

    /** The zone and the day that rules in force depend on, as the caller's transaction sees them. */
    RuleCircumstances circumstances();

    /**
     * How touchpoints would be made if one list were another one; all else as the caller's transaction sees it.
     *
     * @param list the other list, in the place of the one of its kind
     * @param today the day its moving days are counted from
     */
    GenerationPolicy generationWith(RuleList list, LocalDate today);
}
