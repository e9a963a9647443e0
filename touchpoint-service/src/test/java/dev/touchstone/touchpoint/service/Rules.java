package dev.touchstone.touchpoint.service;

import dev.touchstone.touchpoint.v1.GenerationRule;
import dev.touchstone.touchpoint.v1.GetRuleListRequest;
import dev.touchstone.touchpoint.v1.PreviewRuleListRequest;
import dev.touchstone.touchpoint.v1.PreviewRuleListResponse;
import dev.touchstone.touchpoint.v1.RestoreRuleListRequest;
import dev.touchstone.touchpoint.v1.RuleListKind;
import dev.touchstone.touchpoint.v1.RuleListVersion;
import dev.touchstone.touchpoint.v1.UpdateRuleListRequest;
import java.util.Arrays;
import java.util.List;

/** Builds rules and puts them in force. */
final class Rules {
    static final RuleListKind MEMBERS = RuleListKind.RULE_LIST_KIND_CAMPAIGN_MEMBER;

    private final TouchpointClient client;

    Rules(TouchpointClient client) {
        this.client = client;
    }

    /** A rule for campaign members. */
    static GenerationRule rule(String name, String condition, String touchpointDate) {
        return GenerationRule.newBuilder()
                .setName(name)
                .setExpressionText(condition)
                .setTouchpointDate(touchpointDate)
                .build();
    }

    /** A rule for tasks or events. */
    static GenerationRule activityRule(String name, String condition, String touchpointDate, String campaignName) {
        return rule(name, condition, touchpointDate).toBuilder()
                .setCampaignName(campaignName)
                .build();
    }

    /** A rule for removal or suppression. */
    static GenerationRule touchpointRule(String name, String condition) {
        return GenerationRule.newBuilder()
                .setName(name)
                .setExpressionText(condition)
                .build();
    }

    static GenerationRule segment(String category, String name, String condition) {
        return touchpointRule(name, condition).toBuilder().setCategory(category).build();
    }

    RuleListVersion inForce(RuleListKind kind) {
        return client.rules
                .getRuleList(GetRuleListRequest.newBuilder().setKind(kind).build())
                .getVersion();
    }

    RuleListVersion update(RuleListKind kind, GenerationRule... rules) {
        return update(kind, inForce(kind).getEtag(), Arrays.asList(rules));
    }

    RuleListVersion update(RuleListKind kind, String etag, List<GenerationRule> rules) {
        return client.rules
                .updateRuleList(UpdateRuleListRequest.newBuilder()
                        .setKind(kind)
                        .addAllRules(rules)
                        .setEtag(etag)
                        .setAuthor("ann")
                        .setNote("a note")
                        .build())
                .getVersion();
    }

    RuleListVersion restore(RuleListKind kind, long version, String etag) {
        return client.rules
                .restoreRuleList(RestoreRuleListRequest.newBuilder()
                        .setKind(kind)
                        .setVersion(version)
                        .setEtag(etag)
                        .setAuthor("bob")
                        .build())
                .getVersion();
    }

    PreviewRuleListResponse preview(RuleListKind kind, GenerationRule... rules) {
        return client.rules.previewRuleList(PreviewRuleListRequest.newBuilder()
                .setKind(kind)
                .addAllRules(Arrays.asList(rules))
                .build());
    }
}
