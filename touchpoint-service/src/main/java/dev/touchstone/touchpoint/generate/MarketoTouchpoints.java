package dev.touchstone.touchpoint.generate;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Touchpoints of Marketo's program members and activities (requirement, sections 3.4 and 3.5). */
final class MarketoTouchpoints {
    private final FactRules rules;
    private final Outcomes outcomes;

    MarketoTouchpoints(FactRules rules, Outcomes outcomes) {
        this.rules = rules;
        this.outcomes = outcomes;
    }

    /** One touchpoint per person and program: the earliest membership that can has it. */
    void addMemberships(List<ProgramMembership> memberships) {
        Set<String> programsTaken = new HashSet<>();
        memberships.stream().sorted(ProgramMembership.BY_AGE).forEach(membership -> add(membership, programsTaken));
    }

    private void add(ProgramMembership membership, Set<String> programsTaken) {
        FactReference fact = new FactReference(FactReference.Kind.PROGRAM_MEMBER, membership.programMemberId());
        switch (rules.decide(membership)) {
            case Decision.MadeNone none -> outcomes.none(fact, membership.memberSince(), none);
            case Decision.Made made
            when programsTaken.add(membership.programId()) -> {
                ProgramFacts program = membership.program();
                String medium = program == null ? "" : program.channel();
                Effort effort =
                        effort(TouchpointType.MARKETO_PROGRAM, medium, made.campaignName(), membership.programId());
                String status = program == null ? "" : program.details().status();
                MappingKey key = MappingKey.ofCrm(MappingKeyKind.CRM_CAMPAIGN, effort, status);
                outcomes.made(TouchpointType.MARKETO_PROGRAM, fact, made, effort, key, null);
            }
            case Decision.Made made ->
                outcomes.none(
                        fact,
                        membership.memberSince(),
                        Decision.MadeNone.because(NoTouchpointReason.SECOND_MEMBERSHIP));
        }
    }

    /** One touchpoint for each activity that a rule takes. */
    void addActivities(List<MarketingActivity> activities) {
        for (MarketingActivity activity : activities) {
            FactReference fact =
                    new FactReference(FactReference.Kind.MARKETING_ACTIVITY, activity.marketingActivityId());
            switch (rules.decide(activity)) {
                case Decision.MadeNone none -> outcomes.none(fact, activity.occurredAt(), none);
                case Decision.Made made -> {
                    Effort effort = effort(
                            TouchpointType.MARKETO_ACTIVITY,
                            activity.type().name(),
                            made.campaignName(),
                            activity.programId());
                    outcomes.made(TouchpointType.MARKETO_ACTIVITY, fact, made, effort, key(activity, effort), null);
                }
            }
        }
    }

    /** With a program its channel decides, as for the program's members; without one the type does, as for sales activities. */
    private static MappingKey key(MarketingActivity activity, Effort effort) {
        ProgramFacts program = activity.program();
        return program == null
                ? MappingKey.ofCrm(MappingKeyKind.CRM_ACTIVITY, effort, "")
                : MappingKey.ofCrm(
                        MappingKeyKind.CRM_CAMPAIGN,
                        effort.withMedium(program.channel()),
                        program.details().status());
    }

    private static Effort effort(TouchpointType type, String medium, String campaignName, String programId) {
        return new Effort(type.text(), medium, campaignName, programId, "", "");
    }
}
