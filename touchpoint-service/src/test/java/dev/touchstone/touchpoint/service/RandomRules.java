package dev.touchstone.touchpoint.service;

import static dev.touchstone.touchpoint.service.Rules.activityRule;
import static dev.touchstone.touchpoint.service.Rules.rule;
import static dev.touchstone.touchpoint.service.Rules.segment;
import static dev.touchstone.touchpoint.service.Rules.touchpointRule;

import dev.touchstone.touchpoint.v1.GenerationRule;
import dev.touchstone.touchpoint.v1.RuleListKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random lists of few rules that take a part of what a {@link RandomOrganisation} has, and often the same part. */
final class RandomRules {
    static final List<RuleListKind> KINDS = List.of(
            RuleListKind.RULE_LIST_KIND_CAMPAIGN_MEMBER,
            RuleListKind.RULE_LIST_KIND_TASK,
            RuleListKind.RULE_LIST_KIND_SUPPRESSION,
            RuleListKind.RULE_LIST_KIND_REMOVAL,
            RuleListKind.RULE_LIST_KIND_SEGMENT);

    private static final List<String> ON_MEMBERS = List.of(
            "Campaign.Name is equal to \"campaign 0\"",
            "Campaign.Name ends with \"1\"",
            "Campaign.SyncType is equal to \"include all\"",
            "CampaignMember.Id is one of \"M1\", \"M2\", \"M3\", \"M4\"",
            "CampaignMember.CreatedDate is less than 2025-06-02T05:00:00Z",
            "CampaignMember.HasResponded is equal to false",
            "Campaign.Id is not null");
    private static final List<String> MEMBER_DATES = List.of(
            "{CampaignMember.CreatedDate}",
            "{CampaignMember.CreatedDate}",
            "{CampaignMember.BuyerTouchpointDate}",
            "{Campaign.StartDate}");
    private static final List<String> ON_TASKS = List.of(
            "Task.Type is equal to \"call\"",
            "Task.Type is equal to \"email\"",
            "Task.Subject contains \"intro\"",
            "Task.Id matches any \"*1\", \"*2\"");
    private static final List<String> ON_TOUCHPOINTS = List.of(
            "Touchpoint.Medium is equal to \"cpc\"",
            "Touchpoint.Source is equal to \"CRM Campaign\"",
            "Touchpoint.CampaignName contains \"campaign 0\"",
            "Touchpoint.TouchpointDate is greater than 2025-06-02T04:00:00Z",
            "Lead.Id is one of \"L1\", \"L2\"",
            "Contact.Id is not null and Touchpoint.Keyword is null",
            "Touchpoint.FormURL is null");

    private final Random random;

    RandomRules(Random random) {
        this.random = random;
    }

    /** No rule to four of them. */
    List<GenerationRule> of(RuleListKind kind) {
        List<GenerationRule> rules = new ArrayList<>();
        int count = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            rules.add(one(kind, "Rule " + i));
        }
        return rules;
    }

    private GenerationRule one(RuleListKind kind, String name) {
        return switch (kind) {
            case RULE_LIST_KIND_CAMPAIGN_MEMBER -> rule(name, condition(ON_MEMBERS), any(MEMBER_DATES));
            case RULE_LIST_KIND_TASK ->
                activityRule(
                        name,
                        condition(ON_TASKS),
                        random.nextInt(3) == 0 ? "{Task.CreatedDate}" : "{Task.ActivityDate}",
                        any(List.of("Sales", "Sales - {Task.Type}")));
            case RULE_LIST_KIND_SEGMENT ->
                random.nextInt(3) == 0
                        ? segment("Effort", name + " {Touchpoint.Medium}", condition(ON_TOUCHPOINTS))
                        : segment(any(List.of("Size", "Region")), name, condition(ON_TOUCHPOINTS));
            default -> touchpointRule(name, condition(ON_TOUCHPOINTS));
        };
    }

    private String condition(List<String> conditions) {
        return switch (random.nextInt(3)) {
            case 0 -> any(conditions) + " and " + any(conditions);
            case 1 -> any(conditions) + " or " + any(conditions);
            default -> any(conditions);
        };
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
