package dev.touchstone.mapping.ruleset;

import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Takes a change over at once in the replica that made it, so that whoever made it finds it there. The other replicas see it at
 * their next look.
 */
@ApplicationScoped
public class RefreshActiveRuleSet {
    private final ActiveRuleSet activeRuleSet;

    RefreshActiveRuleSet(ActiveRuleSet activeRuleSet) {
        this.activeRuleSet = activeRuleSet;
    }

    /** Looks now. The change is committed, so a look that fails is no failure of it: the next one will see it. */
    public void now() {
        try {
            activeRuleSet.refresh();
        } catch (RuntimeException error) {
            Log.warn("the active rule set could not be read after a change; the next look will", error);
        }
    }
}
