package dev.touchstone.touchpoint.privacy;

import dev.touchstone.touchpoint.erased.PersonalId;
import dev.touchstone.touchpoint.identity.PersonId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All by which somebody's data are found.
 *
 * @param email the address, lower case; null if nobody knows one
 * @param crmPersonIds the records of the CRM and of Marketo that lead to it
 * @param visitorIds the visitors that are this person's alone
 * @param sharedVisitorIds other visitors that have events of this person
 * @param sharedEvents those events
 */
record Person(
        @Nullable String email,
        List<String> crmPersonIds,
        List<String> visitorIds,
        List<String> sharedVisitorIds,
        List<EventKey> sharedEvents) {
    Person {
        crmPersonIds = List.copyOf(crmPersonIds);
        visitorIds = List.copyOf(visitorIds);
        sharedVisitorIds = List.copyOf(sharedVisitorIds);
        sharedEvents = List.copyOf(sharedEvents);
    }

    /** The id of the person whom touchpoints are of; null without an address. */
    @Nullable
    UUID personId() {
        String known = email;
        return known == null ? null : PersonId.of(known);
    }

    /** What leads to this person and to nobody else. */
    Set<PersonalId> ids() {
        Set<PersonalId> ids = new HashSet<>();
        String known = email;
        if (known != null) {
            ids.add(PersonalId.ofEmail(known));
        }
        crmPersonIds.forEach(id -> ids.add(PersonalId.ofCrmPerson(id)));
        visitorIds.forEach(id -> ids.add(PersonalId.ofVisitor(id)));
        return ids;
    }
}
