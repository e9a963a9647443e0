package dev.touchstone.touchpoint.rule;

/**
 * A rule that makes touchpoints of sales activities of one type.
 *
 * @param name as explanations show it
 * @param activityType compared without regard to case
 * @param campaignName the touchpoint's campaign; channel rules look at it
 */
public record ActivityRule(String name, String activityType, String campaignName) {}
