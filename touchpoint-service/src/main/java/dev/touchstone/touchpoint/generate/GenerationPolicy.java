package dev.touchstone.touchpoint.generate;

import dev.touchstone.touchpoint.rule.ActivityRules;

/**
 * The rules and numbers by which a person's touchpoints are made.
 *
 * @param activityRules which activities become touchpoints
 * @param maxPostLcTouchpoints how many PostLC touchpoints surface as buyer touchpoints, the most recent ones; 0 for all
 */
public record GenerationPolicy(ActivityRules activityRules, int maxPostLcTouchpoints) {
    public GenerationPolicy {
        if (maxPostLcTouchpoints < 0) {
            throw new IllegalArgumentException("a limit is not negative, but " + maxPostLcTouchpoints);
        }
    }
}
