package dev.touchstone.touchpoint.generate;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Touchpoints of the CRM's campaign members, tasks and events (requirement, sections 1.5, 3.2 and 3.3). */
final class CrmTouchpoints {
    private final FactRules rules;
    private final Outcomes outcomes;

    CrmTouchpoints(FactRules rules, Outcomes outcomes) {
        this.rules = rules;
        this.outcomes = outcomes;
    }

    /** One touchpoint per person and campaign: the earliest membership that can has it, whatever leads and contacts there are. */
    void addMemberships(List<Membership> memberships) {
        Set<String> campaignsTaken = new HashSet<>();
        memberships.stream().sorted(Membership.BY_AGE).forEach(membership -> add(membership, campaignsTaken));
    }

    private void add(Membership membership, Set<String> campaignsTaken) {
        FactReference fact = new FactReference(FactReference.Kind.CAMPAIGN_MEMBER, membership.campaignMemberId());
        Instant factTime = membership.dates().createdAt();
        switch (rules.decide(membership)) {
            case Decision.MadeNone none -> outcomes.none(fact, factTime, none);
            case Decision.Made made
            when campaignsTaken.add(membership.campaignId()) -> {
                CampaignFacts campaign = membership.campaign();
                String medium = campaign == null ? "" : campaign.type();
                Effort effort =
                        effort(TouchpointType.CRM_CAMPAIGN, medium, made.campaignName(), membership.campaignId(), "");
                String status = campaign == null ? "" : campaign.status();
                MappingKey key = MappingKey.ofCrm(MappingKeyKind.CRM_CAMPAIGN, effort, status);
                outcomes.made(TouchpointType.CRM_CAMPAIGN, fact, made, effort, key, membership);
            }
            case Decision.Made made ->
                outcomes.none(fact, factTime, Decision.MadeNone.because(NoTouchpointReason.SECOND_MEMBERSHIP));
        }
    }

    /** One touchpoint for each activity that a rule takes, unless it is the call of a session. */
    void addActivities(List<SalesActivity> activities, Calls calls) {
        for (SalesActivity activity : activities) {
            FactReference fact = new FactReference(FactReference.Kind.ACTIVITY, activity.activityId());
            Decision decision = calls.isOfSession(activity)
                    ? Decision.MadeNone.because(NoTouchpointReason.CALL_OF_SESSION)
                    : rules.decide(activity);
            switch (decision) {
                case Decision.MadeNone none -> outcomes.none(fact, activity.occurredAt(), none);
                case Decision.Made made -> {
                    Effort effort = effort(
                            TouchpointType.CRM_ACTIVITY, activity.type(), made.campaignName(), "", activity.subject());
                    MappingKey key = MappingKey.ofCrm(MappingKeyKind.CRM_ACTIVITY, effort, "");
                    outcomes.made(TouchpointType.CRM_ACTIVITY, fact, made, effort, key, null);
                }
            }
        }
    }

    private static Effort effort(
            TouchpointType type, String medium, String campaignName, String campaignId, String content) {
        return new Effort(type.text(), medium, campaignName, campaignId, content, "");
    }
}
