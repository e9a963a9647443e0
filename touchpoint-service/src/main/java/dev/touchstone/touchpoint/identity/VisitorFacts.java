package dev.touchstone.touchpoint.identity;

import dev.touchstone.touchpoint.session.WebEvent;
import java.util.List;
import java.util.Set;

/**
 * Everything that a visitor's sessions and their owners are derived from.
 *
 * @param visitorId the visitor
 * @param events all events, each once, in any order
 * @param aliasIdentities what other systems know of the aliases in the events, in any order
 * @param calls tasks of the CRM that name the visitor, in any order
 * @param ignoredEmails addresses that identify nobody, here or anywhere; lower case
 * @param ignored true if nothing identifies this visitor
 */
public record VisitorFacts(
        String visitorId,
        List<WebEvent> events,
        List<AliasIdentity> aliasIdentities,
        List<CallIdentity> calls,
        Set<String> ignoredEmails,
        boolean ignored) {
    public VisitorFacts {
        events = List.copyOf(events);
        aliasIdentities = List.copyOf(aliasIdentities);
        calls = List.copyOf(calls);
        ignoredEmails = Set.copyOf(ignoredEmails);
    }

    /** The facts of a visitor whom no task names. */
    public VisitorFacts(
            String visitorId,
            List<WebEvent> events,
            List<AliasIdentity> aliasIdentities,
            Set<String> ignoredEmails,
            boolean ignored) {
        this(visitorId, events, aliasIdentities, List.of(), ignoredEmails, ignored);
    }

    /** True if an address identifies nobody here. */
    public boolean isIgnored(String email) {
        return ignored || ignoredEmails.contains(email);
    }
}
