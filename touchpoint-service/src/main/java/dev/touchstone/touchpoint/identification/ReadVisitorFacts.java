package dev.touchstone.touchpoint.identification;

import dev.touchstone.touchpoint.collect.EventLog;
import dev.touchstone.touchpoint.identity.AliasIdentity;
import dev.touchstone.touchpoint.identity.VisitorFacts;
import dev.touchstone.touchpoint.session.VisitorAlias;
import dev.touchstone.touchpoint.session.WebEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads everything that sessions and their owners are derived from: the events, one look whether anything is ignored, and only
 * if there are aliases or something is ignored a statement more for each; never one for each visitor.
 */
@ApplicationScoped
public class ReadVisitorFacts {
    private final EventLog eventLog;
    private final AliasIdentityStore aliasIdentities;
    private final IgnoredIdentityStore ignoredIdentities;

    ReadVisitorFacts(EventLog eventLog, AliasIdentityStore aliasIdentities, IgnoredIdentityStore ignoredIdentities) {
        this.eventLog = eventLog;
        this.aliasIdentities = aliasIdentities;
        this.ignoredIdentities = ignoredIdentities;
    }

    /** The facts of some visitors, in the caller's transaction. A visitor without events is not in the answer. */
    public List<VisitorFacts> read(List<String> visitorIds) {
        Map<String, List<WebEvent>> byVisitor = new LinkedHashMap<>();
        for (WebEvent event : eventLog.read(visitorIds)) {
            byVisitor
                    .computeIfAbsent(event.visitorId(), id -> new ArrayList<>())
                    .add(event);
        }
        Map<VisitorAlias, List<AliasIdentity>> identities = identities(byVisitor.values());
        Set<IgnoredIdentity.Subject> ignored = ignored(byVisitor, identities);
        return byVisitor.entrySet().stream()
                .map(entry -> facts(entry.getKey(), entry.getValue(), identities, ignored))
                .toList();
    }

    private Map<VisitorAlias, List<AliasIdentity>> identities(Collection<List<WebEvent>> events) {
        Set<VisitorAlias> aliases = new HashSet<>();
        events.forEach(ofVisitor -> aliases(ofVisitor).forEach(aliases::add));
        Map<VisitorAlias, List<AliasIdentity>> identities = new HashMap<>();
        if (!aliases.isEmpty()) {
            for (AliasIdentity identity : aliasIdentities.find(aliases)) {
                identities
                        .computeIfAbsent(identity.alias(), alias -> new ArrayList<>())
                        .add(identity);
            }
        }
        return identities;
    }

    private Set<IgnoredIdentity.Subject> ignored(
            Map<String, List<WebEvent>> byVisitor, Map<VisitorAlias, List<AliasIdentity>> identities) {
        if (byVisitor.isEmpty() || !ignoredIdentities.isAnyIgnored()) {
            return Set.of();
        }
        Set<String> emails = new HashSet<>();
        byVisitor.values().forEach(events -> emails(events).forEach(emails::add));
        identities.values().forEach(ofAlias -> ofAlias.forEach(identity -> emails.add(identity.email())));
        return Set.copyOf(ignoredIdentities.find(byVisitor.keySet(), emails));
    }

    private static VisitorFacts facts(
            String visitorId,
            List<WebEvent> events,
            Map<VisitorAlias, List<AliasIdentity>> identities,
            Set<IgnoredIdentity.Subject> ignored) {
        List<AliasIdentity> known = identities.isEmpty()
                ? List.of()
                : aliases(events)
                        .distinct()
                        .flatMap(alias -> identities.getOrDefault(alias, List.of()).stream())
                        .toList();
        if (ignored.isEmpty()) {
            return new VisitorFacts(visitorId, events, known, Set.of(), false);
        }
        Set<String> ignoredEmails = new HashSet<>();
        Stream.concat(emails(events), known.stream().map(AliasIdentity::email))
                .filter(email -> ignored.contains(new IgnoredIdentity.Subject("", email))
                        || ignored.contains(new IgnoredIdentity.Subject(visitorId, email)))
                .forEach(ignoredEmails::add);
        boolean visitorIgnored = ignored.contains(new IgnoredIdentity.Subject(visitorId, ""));
        return new VisitorFacts(visitorId, events, known, ignoredEmails, visitorIgnored);
    }

    private static Stream<VisitorAlias> aliases(List<WebEvent> events) {
        return events.stream().map(event -> event.detail().alias()).filter(Objects::nonNull);
    }

    private static Stream<String> emails(List<WebEvent> events) {
        return events.stream().map(WebEvent::email).filter(Objects::nonNull);
    }
}
