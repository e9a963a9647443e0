package dev.touchstone.mapping.ruleset;

import dev.touchstone.mapping.classify.Classifier;

/**
 * The active rule set with its compiled form.
 *
 * @param ruleSet the version that was published last
 * @param compiled its rows, compiled with the detector lists of the version
 * @param state from when on which version decides, and how new the names are
 */
public record ActiveRules(RuleSet ruleSet, CompiledRuleSet compiled, ActiveState state) {
    /** What classifies. */
    public Classifier classifier() {
        return compiled.classifier();
    }
}
