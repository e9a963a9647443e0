package dev.touchstone.touchpoint.generate;

import dev.touchstone.touchpoint.id.StableId;
import dev.touchstone.touchpoint.rule.ActivityRule;
import dev.touchstone.touchpoint.rule.ActivityRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Derives a person's touchpoints: one for each session, one for each campaign with sync type "Include all" the person is in,
 * one for each activity that a rule takes. {@link Positions} says which of them are buyer touchpoints.
 *
 * <p><b>Source:</b> requirement, sections 1.4, 1.5, 3.1 to 3.3. The result depends on the facts alone, not on their order.
 */
public final class TouchpointGenerator {
    /** Version of the rules for sessions and campaigns that are built in. */
    static final long BUILT_IN_VERSION = 1;

    private static final String SESSION_RULE = "Web session";
    private static final String INCLUDE_ALL_RULE = "Include all";

    private static final Comparator<Touchpoint> BY_TIME = Comparator.comparing(Touchpoint::touchedAt)
            .thenComparing(touchpoint -> touchpoint.origin().fact().kind())
            .thenComparing(touchpoint -> touchpoint.origin().fact().id());
    private static final Comparator<NoTouchpoint> WITHOUT_BY_TIME = Comparator.comparing(NoTouchpoint::factTime)
            .thenComparing(without -> without.fact().kind())
            .thenComparing(without -> without.fact().id());

    private final UUID personId;
    private final ActivityRules activityRules;
    private final List<Touchpoint> touchpoints = new ArrayList<>();
    private final List<NoTouchpoint> without = new ArrayList<>();
    private final Set<MappingKey> mappingKeys = new HashSet<>();

    private TouchpointGenerator(UUID personId, ActivityRules activityRules) {
        this.personId = personId;
        this.activityRules = activityRules;
    }

    /** The touchpoints of a person. */
    public static Generation generate(PersonFacts facts, GenerationPolicy policy) {
        TouchpointGenerator generator = new TouchpointGenerator(facts.personId(), policy.activityRules());
        facts.visits().forEach(generator::addVisit);
        generator.addMemberships(facts.memberships());
        facts.activities().forEach(generator::addActivity);
        return generator.result(facts.crmCreatedAt(), policy.maxPostLcTouchpoints());
    }

    private Generation result(@Nullable Instant crmCreatedAt, int maxPostLcTouchpoints) {
        touchpoints.sort(BY_TIME);
        without.sort(WITHOUT_BY_TIME);
        List<Touchpoint> positioned = Positions.give(touchpoints, crmCreatedAt, maxPostLcTouchpoints);
        return new Generation(positioned, without, List.copyOf(mappingKeys));
    }

    private void addVisit(PersonFacts.Visit visit) {
        add(
                TouchpointType.ofSession(visit.firstForm()),
                visit.start(),
                new Touchpoint.Content(effort(visit), visit.pages(), visit.contextId(), visit.mappingKeyId()),
                new Touchpoint.Origin(
                        new FactReference(
                                FactReference.Kind.SESSION, visit.sessionId().toString()),
                        SESSION_RULE,
                        BUILT_IN_VERSION));
    }

    private static Effort effort(PersonFacts.Visit visit) {
        String utmCampaign = visit.campaign().utmCampaign();
        return new Effort(
                source(visit),
                visit.campaign().utmMedium(),
                utmCampaign,
                utmCampaign.isEmpty() ? "" : "__GAId__" + utmCampaign,
                visit.campaign().utmContent(),
                visit.campaign().utmTerm());
    }

    private static String source(PersonFacts.Visit visit) {
        if (!visit.campaign().utmSource().isEmpty()) {
            return visit.campaign().utmSource();
        }
        return visit.referrerHost().isEmpty() ? "Web Direct" : visit.referrerHost();
    }

    /** One touchpoint per person and campaign: the earliest membership has it, whatever leads and contacts there are. */
    private void addMemberships(List<PersonFacts.Membership> memberships) {
        Set<String> campaignsTaken = new HashSet<>();
        memberships.stream()
                .sorted(Comparator.comparing(PersonFacts.Membership::createdAt)
                        .thenComparing(PersonFacts.Membership::campaignMemberId))
                .forEach(membership -> addMembership(membership, campaignsTaken));
    }

    private void addMembership(PersonFacts.Membership membership, Set<String> campaignsTaken) {
        FactReference fact = new FactReference(FactReference.Kind.CAMPAIGN_MEMBER, membership.campaignMemberId());
        Optional<NoTouchpointReason> reason = reasonAgainst(membership, campaignsTaken);
        PersonFacts.CampaignFacts campaign = membership.campaign();
        if (campaign == null || reason.isPresent()) {
            without.add(
                    new NoTouchpoint(fact, membership.createdAt(), reason.orElse(NoTouchpointReason.CAMPAIGN_UNKNOWN)));
            return;
        }
        campaignsTaken.add(membership.campaignId());
        Effort effort = new Effort("CRM Campaign", campaign.type(), campaign.name(), membership.campaignId(), "", "");
        add(
                TouchpointType.CRM_CAMPAIGN,
                membership.createdAt(),
                crmContent(MappingKeyKind.CRM_CAMPAIGN, effort),
                new Touchpoint.Origin(fact, INCLUDE_ALL_RULE, BUILT_IN_VERSION));
    }

    private static Optional<NoTouchpointReason> reasonAgainst(
            PersonFacts.Membership membership, Set<String> campaignsTaken) {
        PersonFacts.CampaignFacts campaign = membership.campaign();
        if (campaign == null) {
            return Optional.of(NoTouchpointReason.CAMPAIGN_UNKNOWN);
        }
        return switch (campaign.syncType()) {
            case NONE -> Optional.of(NoTouchpointReason.NO_SYNC_TYPE);
            case EXCLUDE_ALL -> Optional.of(NoTouchpointReason.EXCLUDED_BY_SYNC_TYPE);
            case INCLUDE_ALL ->
                campaignsTaken.contains(membership.campaignId())
                        ? Optional.of(NoTouchpointReason.SECOND_MEMBERSHIP)
                        : Optional.empty();
        };
    }

    private void addActivity(PersonFacts.SalesActivity activity) {
        FactReference fact = new FactReference(FactReference.Kind.ACTIVITY, activity.activityId());
        Optional<ActivityRule> rule = activityRules.match(activity.type());
        if (rule.isEmpty()) {
            without.add(new NoTouchpoint(fact, activity.occurredAt(), NoTouchpointReason.NO_RULE_MATCHED));
            return;
        }
        Effort effort =
                new Effort("CRM Activity", activity.type(), rule.get().campaignName(), "", activity.subject(), "");
        add(
                TouchpointType.CRM_ACTIVITY,
                activity.occurredAt(),
                crmContent(MappingKeyKind.CRM_ACTIVITY, effort),
                new Touchpoint.Origin(fact, rule.get().name(), activityRules.version()));
    }

    private Touchpoint.Content crmContent(MappingKeyKind kind, Effort effort) {
        MappingKey key = MappingKey.ofCrm(kind, effort);
        mappingKeys.add(key);
        return new Touchpoint.Content(effort, WebPages.NONE, null, key.id());
    }

    private void add(TouchpointType type, Instant touchedAt, Touchpoint.Content content, Touchpoint.Origin origin) {
        UUID id = StableId.of(
                "touchpoint",
                personId.toString(),
                origin.fact().kind().name(),
                origin.fact().id());
        touchpoints.add(new Touchpoint(id, personId, type, touchedAt, List.of(), null, content, origin));
    }
}
