package dev.touchstone.touchpoint.generate;

import dev.touchstone.touchpoint.session.CampaignParameters;
import dev.touchstone.touchpoint.session.FormType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything known of one person that can make touchpoints.
 *
 * @param personId computed from the e-mail address
 * @param crmCreatedAt when the CRM created the first of its leads and contacts with the person's address; null if it has none
 * @param visits the sessions that belong to the person, in any order
 * @param memberships the campaign memberships of all leads and contacts with the person's address, in any order
 * @param activities the sales activities with them, in any order
 */
public record PersonFacts(
        UUID personId,
        @Nullable Instant crmCreatedAt,
        List<Visit> visits,
        List<Membership> memberships,
        List<SalesActivity> activities) {
    public PersonFacts {
        visits = List.copyOf(visits);
        memberships = List.copyOf(memberships);
        activities = List.copyOf(activities);
    }

    /**
     * A session as a fact.
     *
     * @param sessionId the session
     * @param start its start
     * @param firstForm its first form-type interaction; null without one
     * @param pages its pages
     * @param referrerHost host of the external page before; empty for none
     * @param campaign its campaign parameters
     * @param contextId its circumstances; null if nothing is known
     * @param mappingKeyId its mapping key
     */
    public record Visit(
            UUID sessionId,
            Instant start,
            @Nullable FormType firstForm,
            WebPages pages,
            String referrerHost,
            CampaignParameters campaign,
            @Nullable UUID contextId,
            UUID mappingKeyId) {}

    /**
     * A campaign membership as a fact.
     *
     * @param campaignMemberId the CRM's id
     * @param campaignId the campaign
     * @param createdAt when the person was added
     * @param campaign the campaign; null while it is not known
     */
    public record Membership(
            String campaignMemberId,
            String campaignId,
            Instant createdAt,
            @Nullable CampaignFacts campaign) {}

    /**
     * What of a campaign matters here.
     *
     * @param name its name
     * @param type its type
     * @param syncType whose memberships count
     */
    public record CampaignFacts(String name, String type, SyncType syncType) {}

    /**
     * A sales activity as a fact.
     *
     * @param activityId the CRM's id
     * @param occurredAt when
     * @param type its type
     * @param subject its subject
     */
    public record SalesActivity(String activityId, Instant occurredAt, String type, String subject) {}
}
