package dev.touchstone.touchpoint.generate;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything known of one person that can make touchpoints or that rules look at. All lists are in any order.
 *
 * @param personId computed from the e-mail address
 * @param people the leads, contacts and people of Marketo with the person's address
 * @param visits the sessions that belong to the person
 * @param memberships the campaign memberships of all of {@code people}; likewise the following
 * @param activities tasks and events
 * @param programMemberships memberships in programs of Marketo
 * @param marketingActivities activities of Marketo
 */
public record PersonFacts(
        UUID personId,
        List<CrmPersonFacts> people,
        List<Visit> visits,
        List<Membership> memberships,
        List<SalesActivity> activities,
        List<ProgramMembership> programMemberships,
        List<MarketingActivity> marketingActivities) {
    public PersonFacts {
        people = List.copyOf(people);
        visits = List.copyOf(visits);
        memberships = List.copyOf(memberships);
        activities = List.copyOf(activities);
        programMemberships = List.copyOf(programMemberships);
        marketingActivities = List.copyOf(marketingActivities);
    }

    /**
     * When the first of the records was created that have the person's touchpoints; null if there is none. A person of Marketo
     * counts until the CRM has it, too (requirement, section 3.6, and scenario R12).
     */
    public @Nullable Instant crmCreatedAt() {
        return people.stream()
                .filter(person -> !isDuplicate(person))
                .map(CrmPersonFacts::createdAt)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** True for a person of Marketo that the CRM has, too: it is linked to a record there, and one has the address. */
    public boolean isDuplicate(CrmPersonFacts person) {
        return isOfMarketo(person)
                && !person.duplicateOfId().isEmpty()
                && people.stream().anyMatch(other -> !isOfMarketo(other));
    }

    private static boolean isOfMarketo(CrmPersonFacts person) {
        return person.type() == CrmPersonFacts.Type.MARKETO_PERSON;
    }
}
