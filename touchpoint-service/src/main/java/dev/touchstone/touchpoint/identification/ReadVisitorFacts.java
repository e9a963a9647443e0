package dev.touchstone.touchpoint.identification;

import dev.touchstone.touchpoint.collect.EventLog;
import dev.touchstone.touchpoint.identity.AliasIdentity;
import dev.touchstone.touchpoint.identity.CallIdentity;
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
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Reads everything that sessions and their owners are derived from: the events, the tasks that name their visitors, one
 * look whether anything is ignored, and only if there are aliases or something is ignored a statement more for each; never one for each visitor.
 */
@ApplicationScoped
public class ReadVisitorFacts {
    private static final int PORTION_EVENTS = 50_000;

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
        List<VisitorFacts> all = new ArrayList<>();
        read(visitorIds, all::addAll);
        return all;
    }

    /**
     * The same some visitors at a time, whole ones, so that those with very many events are never in memory together. The sink
     * may use the transaction.
     */
    public void read(List<String> visitorIds, Consumer<List<VisitorFacts>> sink) {
        Portion portion = new Portion(sink);
        eventLog.read(visitorIds, portion::add);
        portion.finish();
    }

    /** Some visitors with all their events. */
    private final class Portion {
        private final Consumer<List<VisitorFacts>> sink;
        private Map<String, List<WebEvent>> byVisitor = new LinkedHashMap<>();
        private int events;

        Portion(Consumer<List<VisitorFacts>> sink) {
            this.sink = sink;
        }

        void add(WebEvent event) {
            if (events >= PORTION_EVENTS && !byVisitor.containsKey(event.visitorId())) {
                finish();
            }
            byVisitor
                    .computeIfAbsent(event.visitorId(), id -> new ArrayList<>())
                    .add(event);
            events++;
        }

        void finish() {
            if (!byVisitor.isEmpty()) {
                Map<String, List<WebEvent>> whole = byVisitor;
                byVisitor = new LinkedHashMap<>();
                events = 0;
                sink.accept(facts(whole));
            }
        }
    }

    private List<VisitorFacts> facts(Map<String, List<WebEvent>> byVisitor) {
        Map<VisitorAlias, List<AliasIdentity>> identities = identities(byVisitor.values());
        Map<String, List<CallIdentity>> calls = aliasIdentities.findCalls(byVisitor.keySet());
        Set<IgnoredIdentity.Subject> ignored = ignored(byVisitor, identities, calls);
        return byVisitor.entrySet().stream()
                .map(entry -> facts(
                        entry.getKey(),
                        entry.getValue(),
                        identities,
                        calls.getOrDefault(entry.getKey(), List.of()),
                        ignored))
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
            Map<String, List<WebEvent>> byVisitor,
            Map<VisitorAlias, List<AliasIdentity>> identities,
            Map<String, List<CallIdentity>> calls) {
        if (byVisitor.isEmpty() || !ignoredIdentities.isAnyIgnored()) {
            return Set.of();
        }
        Set<String> emails = new HashSet<>();
        byVisitor.values().forEach(events -> emails(events).forEach(emails::add));
        identities.values().forEach(ofAlias -> ofAlias.forEach(identity -> emails.add(identity.email())));
        calls.values().forEach(ofVisitor -> ofVisitor.forEach(call -> emails.add(call.email())));
        return Set.copyOf(ignoredIdentities.find(byVisitor.keySet(), emails));
    }

    private static VisitorFacts facts(
            String visitorId,
            List<WebEvent> events,
            Map<VisitorAlias, List<AliasIdentity>> identities,
            List<CallIdentity> calls,
            Set<IgnoredIdentity.Subject> ignored) {
        List<AliasIdentity> known = identities.isEmpty()
                ? List.of()
                : aliases(events)
                        .distinct()
                        .flatMap(alias -> identities.getOrDefault(alias, List.of()).stream())
                        .toList();
        if (ignored.isEmpty()) {
            return new VisitorFacts(visitorId, events, known, calls, Set.of(), false);
        }
        Set<String> ignoredEmails = new HashSet<>();
        Stream.of(
                        emails(events),
                        known.stream().map(AliasIdentity::email),
                        calls.stream().map(CallIdentity::email))
                .flatMap(told -> told)
                .filter(email -> ignored.contains(new IgnoredIdentity.Subject("", email))
                        || ignored.contains(new IgnoredIdentity.Subject(visitorId, email)))
                .forEach(ignoredEmails::add);
        boolean visitorIgnored = ignored.contains(new IgnoredIdentity.Subject(visitorId, ""));
        return new VisitorFacts(visitorId, events, known, calls, ignoredEmails, visitorIgnored);
    }

    private static Stream<VisitorAlias> aliases(List<WebEvent> events) {
        return events.stream().map(event -> event.detail().alias()).filter(Objects::nonNull);
    }

    private static Stream<String> emails(List<WebEvent> events) {
        return events.stream().map(WebEvent::email).filter(Objects::nonNull);
    }
}
