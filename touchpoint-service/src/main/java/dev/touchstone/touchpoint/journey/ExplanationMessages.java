package dev.touchstone.touchpoint.journey;

import dev.touchstone.touchpoint.api.ProtoTime;
import dev.touchstone.touchpoint.fact.FactStore;
import dev.touchstone.touchpoint.generate.CampaignFacts;
import dev.touchstone.touchpoint.generate.MarketingActivity;
import dev.touchstone.touchpoint.generate.Membership;
import dev.touchstone.touchpoint.generate.ProgramFacts;
import dev.touchstone.touchpoint.generate.ProgramMembership;
import dev.touchstone.touchpoint.generate.SalesActivity;
import dev.touchstone.touchpoint.rule.GenerationRule;
import dev.touchstone.touchpoint.rule.text.ExpressionText;
import dev.touchstone.touchpoint.session.SessionStartReason;
import dev.touchstone.touchpoint.v1.ActivityExplanation;
import dev.touchstone.touchpoint.v1.CampaignMemberExplanation;
import dev.touchstone.touchpoint.v1.IdentificationKind;
import dev.touchstone.touchpoint.v1.IdentityEvidence;
import dev.touchstone.touchpoint.v1.MarketingActivityExplanation;
import dev.touchstone.touchpoint.v1.ProgramMemberExplanation;
import dev.touchstone.touchpoint.v1.RuleExplanation;
import dev.touchstone.touchpoint.v1.RuleListKind;
import dev.touchstone.touchpoint.v1.SessionExplanation;
import dev.touchstone.touchpoint.visitor.DerivedSession;
import dev.touchstone.touchpoint.visitor.SessionView;
import java.time.Duration;

/** Writes explanations. */
final class ExplanationMessages {
    private ExplanationMessages() {}

    static SessionExplanation of(SessionView stored, ExplainSession.Explanation explanation) {
        DerivedSession before = explanation.before();
        boolean newSource = explanation.session().session().startReason() == SessionStartReason.NEW_SOURCE;
        SessionExplanation.Builder message = SessionExplanation.newBuilder()
                .setSession(SessionMessages.of(stored))
                .setSource(explanation.session().session().arrival().source())
                .setSourceBefore(
                        newSource && before != null ? before.session().arrival().source() : "");
        Duration pauseBefore = explanation.pauseBefore();
        if (pauseBefore != null) {
            message.setPauseBefore(ProtoTime.duration(pauseBefore));
        }
        explanation
                .owner()
                .ifPresent(owner -> message.setEvidenceEventId(owner.eventId())
                        .setEvidenceKind(kind(owner.identification().kind()))
                        .setEvidenceTime(ProtoTime.timestamp(owner.eventTime()))
                        .setEvidence(
                                switch (owner.evidence()) {
                                    case IN_SESSION -> IdentityEvidence.IDENTITY_EVIDENCE_IN_SESSION;
                                    case NEXT_AFTER -> IdentityEvidence.IDENTITY_EVIDENCE_NEXT_AFTER;
                                    case LAST_BEFORE -> IdentityEvidence.IDENTITY_EVIDENCE_LAST_BEFORE;
                                }));
        return message.build();
    }

    private static IdentificationKind kind(dev.touchstone.touchpoint.identity.IdentificationKind kind) {
        return switch (kind) {
            case FORM -> IdentificationKind.IDENTIFICATION_KIND_FORM;
            case CHAT -> IdentificationKind.IDENTIFICATION_KIND_CHAT;
            case EMAIL_LINK -> IdentificationKind.IDENTIFICATION_KIND_EMAIL_LINK;
            case RECOGNITION -> IdentificationKind.IDENTIFICATION_KIND_RECOGNITION;
            case ALIAS, CALL -> IdentificationKind.IDENTIFICATION_KIND_ALIAS;
        };
    }

    static CampaignMemberExplanation ofMember(FactStore.Owned<Membership> member) {
        CampaignFacts campaign = member.fact().campaign();
        return CampaignMemberExplanation.newBuilder()
                .setCampaignMemberId(member.fact().campaignMemberId())
                .setCrmPersonId(member.crmPersonId())
                .setCampaignId(member.fact().campaignId())
                .setCampaignName(campaign == null ? "" : campaign.name())
                .setCampaignType(campaign == null ? "" : campaign.type())
                .build();
    }

    static ActivityExplanation ofActivity(FactStore.Owned<SalesActivity> activity) {
        return ActivityExplanation.newBuilder()
                .setActivityId(activity.fact().activityId())
                .setCrmPersonId(activity.crmPersonId())
                .setType(activity.fact().type())
                .setSubject(activity.fact().subject())
                .build();
    }

    static ProgramMemberExplanation ofProgramMember(FactStore.Owned<ProgramMembership> member) {
        ProgramFacts program = member.fact().program();
        return ProgramMemberExplanation.newBuilder()
                .setProgramMemberId(member.fact().programMemberId())
                .setCrmPersonId(member.crmPersonId())
                .setProgramId(member.fact().programId())
                .setProgramName(program == null ? "" : program.name())
                .setProgramChannel(program == null ? "" : program.channel())
                .build();
    }

    static MarketingActivityExplanation ofMarketingActivity(FactStore.Owned<MarketingActivity> activity) {
        return MarketingActivityExplanation.newBuilder()
                .setMarketingActivityId(activity.fact().marketingActivityId())
                .setCrmPersonId(activity.crmPersonId())
                .setActivityType(activity.fact().type().name())
                .setProgramId(activity.fact().programId())
                .build();
    }

    static RuleExplanation of(ExplainRule.Explanation explanation) {
        GenerationRule rule = explanation.rule();
        return RuleExplanation.newBuilder()
                .setKind(kind(explanation.kind()))
                .setName(explanation.name())
                .setRow(explanation.row())
                .setListVersion(explanation.listVersion())
                .setSinceVersion(explanation.sinceVersion())
                .setExpressionLine(rule == null ? "" : ExpressionText.of(rule.expression()))
                .addAllOverlappedRules(explanation.overlapped())
                .build();
    }

    private static RuleListKind kind(dev.touchstone.touchpoint.rule.RuleListKind kind) {
        return switch (kind) {
            case CAMPAIGN_MEMBER -> RuleListKind.RULE_LIST_KIND_CAMPAIGN_MEMBER;
            case PROGRAM_MEMBER -> RuleListKind.RULE_LIST_KIND_PROGRAM_MEMBER;
            case TASK -> RuleListKind.RULE_LIST_KIND_TASK;
            case EVENT -> RuleListKind.RULE_LIST_KIND_EVENT;
            case MARKETING_ACTIVITY -> RuleListKind.RULE_LIST_KIND_MARKETING_ACTIVITY;
            case REMOVAL -> RuleListKind.RULE_LIST_KIND_REMOVAL;
            case SUPPRESSION -> RuleListKind.RULE_LIST_KIND_SUPPRESSION;
            case SEGMENT -> RuleListKind.RULE_LIST_KIND_SEGMENT;
        };
    }
}
