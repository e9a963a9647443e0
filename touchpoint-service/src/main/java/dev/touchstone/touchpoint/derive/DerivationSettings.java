package dev.touchstone.touchpoint.derive;

import dev.touchstone.touchpoint.rule.ActivityRules;
import dev.touchstone.touchpoint.session.SessionPolicy;

/**
 * The numbers and rules by which everything is derived.
 *
 * @param sessionPolicy how sessions are cut
 * @param activityRules which activities become touchpoints
 * @param batchSize how many keys a transaction takes at most
 * @param workers how many threads derive in this process
 */
public record DerivationSettings(SessionPolicy sessionPolicy, ActivityRules activityRules, int batchSize, int workers) {
    public DerivationSettings {
        if (batchSize < 1 || workers < 0) {
            throw new IllegalArgumentException("at least one key a batch and no negative number of workers");
        }
    }
}
