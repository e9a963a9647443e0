package dev.touchstone.mapping.ruleset;

import dev.touchstone.mapping.classify.ChannelRules;
import dev.touchstone.mapping.classify.Classifier;

/**
 * Rules ready to classify with, a version's or a draft's.
 *
 * @param version the version, from 1 upwards; 0 for a draft
 * @param rules the rows, with the names that channels have today
 * @param classifier compiled from them
 */
public record CompiledRuleSet(long version, ChannelRules rules, Classifier classifier) {}
