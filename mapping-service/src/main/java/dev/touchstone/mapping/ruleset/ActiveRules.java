package dev.touchstone.mapping.ruleset;

import dev.touchstone.mapping.classify.Classifier;

/**
 * A rule set with its compiled form.
 *
 * @param ruleSet the version
 * @param classifier compiled from its rows and this build's detector lists
 */
public record ActiveRules(RuleSet ruleSet, Classifier classifier) {}
