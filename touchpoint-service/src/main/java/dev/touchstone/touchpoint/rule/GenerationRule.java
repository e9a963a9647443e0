package dev.touchstone.touchpoint.rule;

import org.jspecify.annotations.Nullable;

/**
 * One rule of a list.
 *
 * @param name as explanations show it; for a segment it may hold tokens
 * @param expression when it applies
 * @param touchpointDate the field that gives the touchpoint's time; null for lists that make none of facts
 * @param campaignName the touchpoint's campaign name; null if the fact's campaign or program gives it
 * @param category of a segment; empty for others
 * @param sinceVersion version of the list in which the rule became as it is
 */
public record GenerationRule(
        String name,
        Expression expression,
        @Nullable FieldName touchpointDate,
        @Nullable NameTemplate campaignName,
        String category,
        long sinceVersion) {
    /** The same rule, whatever the version in which it became as it is. */
    public GenerationRule since(long version) {
        return new GenerationRule(name, expression, touchpointDate, campaignName, category, version);
    }
}
