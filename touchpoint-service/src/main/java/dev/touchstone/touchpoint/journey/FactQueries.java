package dev.touchstone.touchpoint.journey;

import dev.touchstone.touchpoint.generate.FactReference;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the facts behind touchpoints. */
interface FactQueries {
    /**
     * A fact and the person it belongs to.
     *
     * @param fact the fact
     * @param factTime when it happened
     * @param personId whose it is; null if nobody is known by an e-mail address
     */
    record Owned(
            FactReference fact, Instant factTime, @Nullable UUID personId) {}

    /**
     * A campaign member with its campaign.
     *
     * @param campaignMemberId the member
     * @param crmPersonId the lead or contact
     * @param campaignId the campaign
     * @param campaignName its name; empty while it is unknown
     * @param campaignType its type; empty while it is unknown
     */
    record Member(
            String campaignMemberId, String crmPersonId, String campaignId, String campaignName, String campaignType) {}

    /**
     * A sales activity.
     *
     * @param activityId the activity
     * @param crmPersonId the lead or contact
     * @param type its type
     * @param subject its subject
     */
    record SalesActivity(String activityId, String crmPersonId, String type, String subject) {}

    /** A fact that is stored and not deleted. */
    Optional<Owned> find(FactReference fact);

    /** A campaign member that is stored and not deleted. */
    Optional<Member> member(String campaignMemberId);

    /** A sales activity that is stored and not deleted. */
    Optional<SalesActivity> activity(String activityId);
}
