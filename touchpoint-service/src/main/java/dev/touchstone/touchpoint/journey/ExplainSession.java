package dev.touchstone.touchpoint.journey;

import dev.touchstone.touchpoint.identification.ReadVisitorFacts;
import dev.touchstone.touchpoint.identity.SessionOwner;
import dev.touchstone.touchpoint.identity.VisitorFacts;
import dev.touchstone.touchpoint.session.WebEvent;
import dev.touchstone.touchpoint.settings.PolicySource;
import dev.touchstone.touchpoint.visitor.DerivedSession;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Says why a session began and whose it is, by deriving the visitor again. */
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
     * @param pauseBefore time since the visitor's interaction before; null for the first session
     */
    record Explanation(DerivedSession session, @Nullable Duration pauseBefore) {
        /** The owner and the evidence; empty while anonymous. */
        Optional<SessionOwner> owner() {
            return Optional.ofNullable(session.owner());
        }
    }

    /** Why; empty if the facts give no such session (any more). */
    Optional<Explanation> explain(String visitorId, UUID sessionId) {
        return visitorFacts.read(List.of(visitorId)).stream()
                .flatMap(facts -> explain(facts, sessionId).stream())
                .findFirst();
    }

    private Optional<Explanation> explain(VisitorFacts facts, UUID sessionId) {
        return DerivedSession.of(facts, policies.current().sessions()).stream()
                .filter(derived -> derived.session().sessionId().equals(sessionId))
                .findFirst()
                .map(derived -> new Explanation(derived, pauseBefore(derived, facts.events())));
    }

    private static @Nullable Duration pauseBefore(DerivedSession derived, List<WebEvent> events) {
        Instant start = derived.session().activity().start();
        return events.stream()
                .filter(WebEvent::isInteraction)
                .map(WebEvent::occurredAt)
                .filter(time -> time.isBefore(start))
                .max(Comparator.naturalOrder())
                .map(before -> Duration.between(before, start))
                .orElse(null);
    }
}
