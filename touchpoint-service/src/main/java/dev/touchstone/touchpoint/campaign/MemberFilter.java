package dev.touchstone.touchpoint.campaign;

import dev.touchstone.touchpoint.rule.Expression;
import java.util.List;

/** Which campaign members a bulk update takes. */
sealed interface MemberFilter {
    /** Those for whom a condition on their fields and those of their campaign holds. */
    record Condition(Expression expression) implements MemberFilter {}

    /** All of some campaigns. */
    record OfCampaigns(List<String> campaignIds) implements MemberFilter {
        public OfCampaigns {
            campaignIds = List.copyOf(campaignIds);
        }
    }
}
