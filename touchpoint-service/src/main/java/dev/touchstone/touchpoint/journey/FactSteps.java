package dev.touchstone.touchpoint.journey;

import dev.touchstone.touchpoint.fact.FactStore.Owned;
import dev.touchstone.touchpoint.generate.CampaignFacts;
import dev.touchstone.touchpoint.generate.MarketingActivity;
import dev.touchstone.touchpoint.generate.Membership;
import dev.touchstone.touchpoint.generate.ProgramFacts;
import dev.touchstone.touchpoint.generate.ProgramMembership;
import dev.touchstone.touchpoint.generate.SalesActivity;
import dev.touchstone.touchpoint.generate.SyncType;
import dev.touchstone.touchpoint.generate.Touchpoint;
import dev.touchstone.touchpoint.rule.FieldName;
import dev.touchstone.touchpoint.rule.RuleListKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells the way from a fact of the CRM or of Marketo to its touchpoint, one sentence a step. */
final class FactSteps {
    private FactSteps() {}

    /** The steps up to the touchpoint; none for a session. */
    static List<String> of(ExplainTouchpoint.Evidence evidence, Touchpoint touchpoint) {
        List<String> steps = new ArrayList<>();
        switch (evidence.fact()) {
            case FindFact.Found.OfSession session -> {}
            case FindFact.Found.OfMember(var member) -> {
                steps.add(added(member));
                ExplainRule.Explanation rule = evidence.rule();
                if (rule == null) {
                    steps.add(bySyncType(touchpoint.origin()));
                } else {
                    addRule(rule, touchpoint, steps);
                }
                steps.add("A person has one touchpoint in a campaign.");
            }
            case FindFact.Found.OfActivity(var activity) -> {
                steps.add(recorded(activity));
                addRule(evidence.rule(), touchpoint, steps);
            }
            case FindFact.Found.OfProgramMember(var member) -> {
                steps.add(joined(member));
                addRule(evidence.rule(), touchpoint, steps);
                steps.add("A person has one touchpoint in a program.");
            }
            case FindFact.Found.OfMarketingActivity(var activity) -> {
                steps.add(recordedByMarketo(activity));
                addRule(evidence.rule(), touchpoint, steps);
            }
        }
        return steps;
    }

    private static String added(Owned<Membership> member) {
        CampaignFacts campaign = member.fact().campaign();
        return "%s was added to campaign %s \"%s\" at %s (campaign member %s)."
                .formatted(
                        member.crmPersonId(),
                        member.fact().campaignId(),
                        campaign == null ? "" : campaign.name(),
                        member.fact().dates().createdAt(),
                        member.fact().campaignMemberId());
    }

    private static String bySyncType(Touchpoint.Origin origin) {
        boolean responded = origin.rule().equals(SyncType.INCLUDE_RESPONDED.text());
        return "The campaign's sync type takes every member%s (rule \"%s\", version %d), at the buyer touchpoint date, else when %s."
                .formatted(
                        responded ? " who responded" : "",
                        origin.rule(),
                        origin.ruleVersion(),
                        responded ? "the member first responded, else was added" : "the member was added");
    }

    private static String recorded(Owned<SalesActivity> activity) {
        return "Sales recorded %s %s of type \"%s\" with %s at %s."
                .formatted(
                        switch (activity.fact().kind()) {
                            case TASK -> "task";
                            case EVENT -> "event";
                        },
                        activity.fact().activityId(),
                        activity.fact().type(),
                        activity.crmPersonId(),
                        activity.fact().occurredAt());
    }

    private static String joined(Owned<ProgramMembership> member) {
        return "%s became a member of program %s \"%s\" at %s (program member %s)."
                .formatted(
                        member.crmPersonId(),
                        member.fact().programId(),
                        name(member.fact().program()),
                        member.fact().memberSince(),
                        member.fact().programMemberId());
    }

    private static String recordedByMarketo(Owned<MarketingActivity> activity) {
        MarketingActivity fact = activity.fact();
        return "Marketo recorded activity %s of type \"%s\" with %s at %s%s."
                .formatted(
                        fact.marketingActivityId(),
                        fact.type().name(),
                        activity.crmPersonId(),
                        fact.occurredAt(),
                        fact.programId().isEmpty()
                                ? ""
                                : " in program %s \"%s\"".formatted(fact.programId(), name(fact.program())));
    }

    private static String name(@Nullable ProgramFacts program) {
        return program == null ? "" : program.name();
    }

    private static void addRule(ExplainRule.@Nullable Explanation rule, Touchpoint touchpoint, List<String> steps) {
        if (rule == null) {
            throw new IllegalStateException("only a sync type and a session need no rule");
        }
        if (rule.row() == 0) {
            steps.add(
                    "Rule \"%s\", as it was since version %d, made it; version %d of the rules for %s has it no longer, and the touchpoint is being derived anew."
                            .formatted(rule.name(), rule.sinceVersion(), rule.listVersion(), facts(rule.kind())));
            return;
        }
        FieldName date = rule.touchpointDate();
        steps.add(
                "Of version %d of the rules for %s row %d, \"%s\", as it is since version %d, is the first that matches; %s gives the time %s, and the campaign is called \"%s\"."
                        .formatted(
                                rule.listVersion(),
                                facts(rule.kind()),
                                rule.row(),
                                rule.name(),
                                rule.sinceVersion(),
                                date == null ? "it" : "{" + date.text() + "}",
                                touchpoint.touchedAt(),
                                touchpoint.content().effort().campaignName()));
        if (!rule.overlapped().isEmpty()) {
            steps.add(rule.overlapped().stream()
                    .map(name -> "\"" + name + "\"")
                    .collect(Collectors.joining(", ", "Later rules match, too, and do not decide: ", ".")));
        }
    }

    private static String facts(RuleListKind kind) {
        return switch (kind) {
            case CAMPAIGN_MEMBER -> "campaign members";
            case PROGRAM_MEMBER -> "program members";
            case TASK -> "tasks";
            case EVENT -> "events";
            case MARKETING_ACTIVITY -> "activities of Marketo";
            case REMOVAL -> "removal";
            case SUPPRESSION -> "suppression";
            case SEGMENT -> "segments";
        };
    }
}
