package dev.touchstone.touchpoint.ruletrial;

import dev.touchstone.touchpoint.generate.GenerationPolicy;
import dev.touchstone.touchpoint.rule.RuleCircumstances;
import dev.touchstone.touchpoint.rule.RuleList;

/**
 * Another list beside the one in force.
 *
 * @param list the other list
 * @param circumstances the zone, and the day that its moving days are counted from
 * @param before how touchpoints are made
 * @param after how they would be made
 */
record RuleTrial(RuleList list, RuleCircumstances circumstances, GenerationPolicy before, GenerationPolicy after) {}
