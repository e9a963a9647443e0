package dev.touchstone.touchpoint.derive;

import dev.touchstone.touchpoint.generate.MappingKey;
import dev.touchstone.touchpoint.identification.ReadVisitorFacts;
import dev.touchstone.touchpoint.identity.PersonId;
import dev.touchstone.touchpoint.identity.SessionOwner;
import dev.touchstone.touchpoint.identity.VisitorFacts;
import dev.touchstone.touchpoint.mark.MarkStore;
import dev.touchstone.touchpoint.mark.Queue;
import dev.touchstone.touchpoint.remap.MappingKeyStore;
import dev.touchstone.touchpoint.session.SessionPolicy;
import dev.touchstone.touchpoint.settings.PolicySource;
import dev.touchstone.touchpoint.visitor.DerivedSession;
import dev.touchstone.touchpoint.visitor.SessionStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Visitors' events → sessions. Writes only what differs, and marks the people whose sessions changed. */
@ApplicationScoped
public class DeriveSessions implements DerivationStep {
    private final ReadVisitorFacts visitorFacts;
    private final SessionStore sessions;
    private final PersonStore people;
    private final MappingKeyStore mappingKeys;
    private final MarkStore marks;
    private final PolicySource policies;
    private final DerivationSettings settings;

    DeriveSessions(
            ReadVisitorFacts visitorFacts,
            SessionStore sessions,
            PersonStore people,
            MappingKeyStore mappingKeys,
            MarkStore marks,
            PolicySource policies,
            DerivationSettings settings) {
        this.visitorFacts = visitorFacts;
        this.sessions = sessions;
        this.people = people;
        this.mappingKeys = mappingKeys;
        this.marks = marks;
        this.policies = policies;
        this.settings = settings;
    }

    /**
     * How what is stored differs from what it should be.
     *
     * @param derivedCount how many sessions there should be
     * @param toWrite new and changed sessions
     * @param toRemove sessions that should not be there
     * @param peopleConcerned people who have, had or get one of them, and those whose calls name their visitors
     */
    public record Difference(
            int derivedCount,
            List<DerivedSession> toWrite,
            List<SessionStore.Stored> toRemove,
            Set<UUID> peopleConcerned) {}

    @Override
    public Queue queue() {
        return Queue.VISITOR;
    }

    @Override
    public int batchSize() {
        return settings.batchSize();
    }

    @Override
    public void derive(List<String> visitorIds) {
        Set<String> emails = new TreeSet<>();
        Set<MappingKey> keys = new HashSet<>();
        Set<UUID> peopleConcerned = new HashSet<>();
        forEachDifference(visitorIds, difference -> {
            emails.addAll(emails(difference.toWrite()));
            difference.toWrite().forEach(derived -> keys.add(derived.mappingKey()));
            peopleConcerned.addAll(difference.peopleConcerned());
            if (!difference.toWrite().isEmpty()) {
                sessions.write(difference.toWrite());
            }
            if (!difference.toRemove().isEmpty()) {
                sessions.remove(difference.toRemove());
            }
        });
        // Once for all, because their order keeps transactions from waiting for each other in a circle.
        people.remember(emails);
        mappingKeys.intern(keys);
        marks.mark(Queue.PERSON, peopleConcerned.stream().map(UUID::toString).toList());
    }

    /** Derives in memory and compares with what is stored, some visitors at a time; changes nothing. */
    public void forEachDifference(List<String> visitorIds, Consumer<Difference> sink) {
        Set<String> withoutEvents = new LinkedHashSet<>(visitorIds);
        visitorFacts.read(visitorIds, facts -> {
            List<String> ids = facts.stream().map(VisitorFacts::visitorId).toList();
            ids.forEach(withoutEvents::remove);
            sink.accept(difference(ids, facts));
        });
        if (!withoutEvents.isEmpty()) {
            sink.accept(difference(List.copyOf(withoutEvents), List.of()));
        }
    }

    private Difference difference(List<String> visitorIds, List<VisitorFacts> visitors) {
        SessionPolicy policy = policies.current().sessions();
        Map<UUID, SessionStore.Stored> stored = new HashMap<>();
        sessions.read(visitorIds).forEach(session -> stored.put(session.sessionId(), session));
        List<DerivedSession> toWrite = new ArrayList<>();
        Set<UUID> peopleConcerned = new HashSet<>();
        int derivedCount = 0;
        for (VisitorFacts facts : visitors) {
            for (DerivedSession derived : DerivedSession.of(facts, policy)) {
                derivedCount++;
                SessionStore.Stored before = stored.remove(derived.session().sessionId());
                if (before == null || !before.digest().equals(derived.digest())) {
                    toWrite.add(derived);
                    Stream.of(before == null ? null : before.personId(), derived.personId())
                            .filter(Objects::nonNull)
                            .forEach(peopleConcerned::add);
                }
            }
        }
        List<SessionStore.Stored> toRemove = List.copyOf(stored.values());
        toRemove.stream()
                .map(SessionStore.Stored::personId)
                .filter(Objects::nonNull)
                .forEach(peopleConcerned::add);
        peopleConcerned.addAll(calledIn(visitors, toWrite, toRemove));
        return new Difference(derivedCount, toWrite, toRemove, peopleConcerned);
    }

    /** People whose calls may be, or no longer be, part of a session that changed. */
    private static Set<UUID> calledIn(
            List<VisitorFacts> visitors, List<DerivedSession> toWrite, List<SessionStore.Stored> toRemove) {
        List<VisitorFacts> called =
                visitors.stream().filter(facts -> !facts.calls().isEmpty()).toList();
        if (called.isEmpty()) {
            return Set.of();
        }
        Set<String> changed = Stream.concat(
                        toWrite.stream().map(derived -> derived.session().visitorId()),
                        toRemove.stream().map(SessionStore.Stored::visitorId))
                .collect(Collectors.toSet());
        return called.stream()
                .filter(facts -> changed.contains(facts.visitorId()))
                .flatMap(facts -> facts.calls().stream())
                .map(call -> PersonId.of(call.email()))
                .collect(Collectors.toSet());
    }

    private static Set<String> emails(List<DerivedSession> sessions) {
        return sessions.stream()
                .map(DerivedSession::owner)
                .filter(Objects::nonNull)
                .map(SessionOwner::email)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
