package dev.touchstone.local.sample;

import java.time.Instant;
import java.util.List;

/**
 * A made-up company's quarter: people, campaigns, activities and web traffic. Every address ends in {@code .example}, a
 * domain that is nobody's.
 *
 * @param people leads and contacts
 * @param campaigns of the CRM
 * @param members of the campaigns
 * @param activities of sales
 * @param webEvents in order of time
 */
public record SampleOrganisation(
        List<Person> people,
        List<Campaign> campaigns,
        List<Member> members,
        List<Activity> activities,
        List<WebEvent> webEvents) {
    public SampleOrganisation {
        people = List.copyOf(people);
        campaigns = List.copyOf(campaigns);
        members = List.copyOf(members);
        activities = List.copyOf(activities);
        webEvents = List.copyOf(webEvents);
    }

    /**
     * A lead or a contact.
     *
     * @param marketoId above 0
     * @param crmId 18 characters; empty for somebody whom only Marketo knows
     * @param contact contact or lead
     * @param email empty where it is not known
     * @param ownerId of a user (005...) or a queue (00G...); empty for none
     */
    public record Person(
            long marketoId,
            String crmId,
            boolean contact,
            String firstName,
            String lastName,
            String email,
            String company,
            String title,
            String ownerId,
            Instant createdAt) {}

    /** Whether a campaign's members become touchpoints. */
    public enum Sync {
        INCLUDE_ALL,
        EXCLUDE_ALL
    }

    /** A campaign of the CRM. */
    public record Campaign(String crmId, String name, String type, Sync sync, Instant createdAt) {}

    /** A person in a campaign. */
    public record Member(String crmId, String campaignId, String personId, String status, Instant createdAt) {}

    /** A sales activity. */
    public record Activity(String crmId, String personId, String type, String subject, Instant at) {}

    /**
     * Something a visitor did.
     *
     * @param email given in a form; empty for a page view
     */
    public record WebEvent(
            String visitorId, String eventId, Instant at, String pageUrl, String referrerUrl, String email) {}
}
