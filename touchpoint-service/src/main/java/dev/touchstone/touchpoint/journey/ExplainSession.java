package dev.touchstone.touchpoint.journey;

import dev.touchstone.touchpoint.identification.ReadVisitorFacts;
import dev.touchstone.touchpoint.identity.ResolvedFacts;
import dev.touchstone.touchpoint.identity.SessionOwner;
import dev.touchstone.touchpoint.identity.VisitorFacts;
import dev.touchstone.touchpoint.session.SessionEvents;
import dev.touchstone.touchpoint.session.WebEvent;
import dev.touchstone.touchpoint.settings.Policies;
import dev.touchstone.touchpoint.settings.PolicySource;
import dev.touchstone.touchpoint.visitor.DerivedSession;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Says why a session began, whose it is and what is in it, by deriving the visitor again. */
@ApplicationScoped
class ExplainSession {
    private final ReadVisitorFacts visitorFacts;
    private final PolicySource policies;

    ExplainSession(ReadVisitorFacts visitorFacts, PolicySource policies) {
        this.visitorFacts = visitorFacts;
        this.policies = policies;
    }

    /**
     * Why.
     *
     * @param session the session
     * @param before the visitor's session before it; null for the first
     * @param interactions what is in it, oldest first
     * @param tellsIgnored true if nobody is known because what the visitor's events tell is ignored
     * @param policies what it was derived by
     */
    record Explanation(
            DerivedSession session,
            @Nullable DerivedSession before,
            List<WebEvent> interactions,
            boolean tellsIgnored,
            Policies policies) {
        /** The owner and the evidence; empty while anonymous. */
        Optional<SessionOwner> owner() {
            return Optional.ofNullable(session.owner());
        }

        /** Time since the visitor's interaction before; null for the first session. */
        @Nullable
        Duration pauseBefore() {
            return before == null
                    ? null
                    : Duration.between(
                            before.session().activity().end(),
                            session.session().activity().start());
        }
    }

    /**
     * What became of a web event.
     *
     * @param event the event
     * @param session the session it is in; null for an event that is no interaction
     * @param told sessions whose owner it tells
     * @param policies what it was derived by
     */
    record EventExplanation(
            WebEvent event, @Nullable Explanation session, List<DerivedSession> told, Policies policies) {}

    /** Why; empty if the facts give no such session (any more). */
    Optional<Explanation> explain(String visitorId, UUID sessionId) {
        return derive(visitorId)
                .flatMap(derived -> derived.sessions.stream()
                        .filter(session -> session.session().sessionId().equals(sessionId))
                        .findFirst()
                        .map(derived::explain));
    }

    /** What became of a web event; of several with this id the earliest is meant. Empty if there is none. */
    Optional<EventExplanation> explain(String visitorId, String eventId) {
        return derive(visitorId)
                .flatMap(derived -> derived.events.stream()
                        .filter(event -> event.eventId().equals(eventId))
                        .min(WebEvent.BY_TIME)
                        .map(derived::explain));
    }

    private Optional<Derived> derive(String visitorId) {
        Policies inForce = policies.current();
        return visitorFacts.read(List.of(visitorId)).stream().findFirst().map(facts -> new Derived(facts, inForce));
    }

    private static final class Derived {
        private final List<WebEvent> events;
        private final List<DerivedSession> sessions;
        private final boolean tellsIgnored;
        private final Policies policies;

        Derived(VisitorFacts facts, Policies policies) {
            ResolvedFacts resolved = ResolvedFacts.of(facts);
            this.events = resolved.events();
            this.tellsIgnored = resolved.identifications().isEmpty() && tells(facts);
            this.sessions = DerivedSession.of(facts, policies.sessions());
            this.policies = policies;
        }

        /** True if the events would tell an address were nothing ignored. */
        private static boolean tells(VisitorFacts facts) {
            VisitorFacts nothingIgnored = new VisitorFacts(
                    facts.visitorId(), facts.events(), facts.aliasIdentities(), facts.calls(), Set.of(), false);
            return !ResolvedFacts.of(nothingIgnored).identifications().isEmpty();
        }

        Explanation explain(DerivedSession session) {
            int index = sessions.indexOf(session);
            DerivedSession after = index + 1 < sessions.size() ? sessions.get(index + 1) : null;
            return new Explanation(
                    session,
                    index == 0 ? null : sessions.get(index - 1),
                    SessionEvents.in(session.session(), after == null ? null : after.session(), events),
                    tellsIgnored,
                    policies);
        }

        EventExplanation explain(WebEvent event) {
            List<DerivedSession> told = new ArrayList<>();
            DerivedSession containing = null;
            for (int i = 0; i < sessions.size(); i++) {
                DerivedSession session = sessions.get(i);
                DerivedSession after = i + 1 < sessions.size() ? sessions.get(i + 1) : null;
                SessionOwner owner = session.owner();
                if (owner != null && owner.eventId().equals(event.eventId())) {
                    told.add(session);
                }
                if (SessionEvents.contains(session.session(), after == null ? null : after.session(), event)) {
                    containing = session;
                }
            }
            return new EventExplanation(event, containing == null ? null : explain(containing), told, policies);
        }
    }
}
