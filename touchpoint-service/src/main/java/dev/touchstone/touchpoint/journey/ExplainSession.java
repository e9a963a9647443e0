package dev.touchstone.touchpoint.journey;

import dev.touchstone.touchpoint.collect.EventLog;
import dev.touchstone.touchpoint.derive.DerivationSettings;
import dev.touchstone.touchpoint.identity.SessionOwner;
import dev.touchstone.touchpoint.session.WebEvent;
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
    private final EventLog eventLog;
    private final DerivationSettings settings;

    ExplainSession(EventLog eventLog, DerivationSettings settings) {
        this.eventLog = eventLog;
        this.settings = settings;
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
        List<WebEvent> events = eventLog.read(List.of(visitorId));
        return DerivedSession.of(events, settings.sessionPolicy()).stream()
                .filter(derived -> derived.session().sessionId().equals(sessionId))
                .findFirst()
                .map(derived -> new Explanation(derived, pauseBefore(derived, events)));
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
