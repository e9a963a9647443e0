package dev.touchstone.touchpoint.fact;

import dev.touchstone.touchpoint.generate.ActivityKind;
import dev.touchstone.touchpoint.generate.MarketingActivity;
import dev.touchstone.touchpoint.generate.Membership;
import dev.touchstone.touchpoint.generate.ProgramMembership;
import dev.touchstone.touchpoint.generate.SalesActivity;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads facts of the CRM and of Marketo by themselves, without what else is known of their people. Deleted ones are not there.
 * The order is any. What gives facts to a sink reads them in portions within the caller's transaction, so that all of them need
 * little memory.
 */
public interface FactStore {
    /**
     * A fact and whose it is.
     *
     * @param crmPersonId the lead, contact or person of Marketo
     * @param personId the person as last derived; null if nobody is known by an e-mail address
     * @param fact the fact
     */
    record Owned<T>(String crmPersonId, @Nullable UUID personId, T fact) {}

    /** Campaign members by the CRM's ids. */
    List<Owned<Membership>> memberships(List<String> campaignMemberIds);

    /** All members of a campaign. */
    void membershipsOf(String campaignId, Consumer<Owned<Membership>> sink);

    /** The members of a campaign that are some people. */
    List<Owned<Membership>> membershipsOf(String campaignId, List<UUID> personIds);

    /** All campaign members. */
    void memberships(Consumer<Owned<Membership>> sink);

    /** Tasks and events by the CRM's ids. */
    List<Owned<SalesActivity>> activities(List<String> activityIds);

    /** All tasks, or all events. */
    void activities(ActivityKind kind, Consumer<Owned<SalesActivity>> sink);

    /** Program members by Marketo's ids. */
    List<Owned<ProgramMembership>> programMemberships(List<String> programMemberIds);

    /** All program members. */
    void programMemberships(Consumer<Owned<ProgramMembership>> sink);

    /** Activities of Marketo by their ids. */
    List<Owned<MarketingActivity>> marketingActivities(List<String> marketingActivityIds);

    /** All activities of Marketo. */
    void marketingActivities(Consumer<Owned<MarketingActivity>> sink);
}
