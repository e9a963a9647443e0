package dev.touchstone.touchpoint.generate;

import dev.touchstone.touchpoint.rule.GenerationRule;
import java.time.Instant;

/** What rules make of one fact, whatever else is known of its person. */
public sealed interface Decision {
    /**
     * A touchpoint, unless another fact of the person has it.
     *
     * @param touchedAt its time
     * @param rule name of the rule
     * @param ruleVersion version of its list in which the rule became as it is
     * @param campaignName the touchpoint's campaign name
     */
    record Made(Instant touchedAt, String rule, long ruleVersion, String campaignName) implements Decision {
        static Made by(GenerationRule rule, Instant touchedAt, String campaignName) {
            return new Made(touchedAt, rule.name(), rule.sinceVersion(), campaignName);
        }
    }

    /**
     * No touchpoint.
     *
     * @param reason why not
     * @param ruleListVersion version of the list of rules that decided; 0 if none did
     */
    record MadeNone(NoTouchpointReason reason, long ruleListVersion) implements Decision {
        /** Decided without rules. */
        static MadeNone because(NoTouchpointReason reason) {
            return new MadeNone(reason, 0);
        }
    }
}
