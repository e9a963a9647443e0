package dev.touchstone.touchpoint.journey;

import dev.touchstone.touchpoint.api.ProtoTime;
import dev.touchstone.touchpoint.session.SessionStartReason;
import dev.touchstone.touchpoint.v1.ActivityExplanation;
import dev.touchstone.touchpoint.v1.CampaignMemberExplanation;
import dev.touchstone.touchpoint.v1.IdentificationKind;
import dev.touchstone.touchpoint.v1.IdentityEvidence;
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
            case ALIAS -> IdentificationKind.IDENTIFICATION_KIND_ALIAS;
        };
    }

    static CampaignMemberExplanation of(FactQueries.Member member) {
        return CampaignMemberExplanation.newBuilder()
                .setCampaignMemberId(member.campaignMemberId())
                .setCrmPersonId(member.crmPersonId())
                .setCampaignId(member.campaignId())
                .setCampaignName(member.campaignName())
                .setCampaignType(member.campaignType())
                .build();
    }

    static ActivityExplanation of(FactQueries.SalesActivity activity) {
        return ActivityExplanation.newBuilder()
                .setActivityId(activity.activityId())
                .setCrmPersonId(activity.crmPersonId())
                .setType(activity.type())
                .setSubject(activity.subject())
                .build();
    }
}
