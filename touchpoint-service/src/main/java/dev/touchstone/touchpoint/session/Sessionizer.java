package dev.touchstone.touchpoint.session;

import dev.touchstone.touchpoint.id.StableId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Folds the web events of one visitor into sessions.
 *
 * <p><b>Rules</b> (requirement, section 2.3; decision 0015): a session ends by a pause longer than the policy's inactivity, or
 * by a page view that arrives from an external source other than the session's own. A direct arrival never ends one, and
 * neither does another arrival from the same source. Every interaction is in exactly one session.
 */
public final class Sessionizer {
    private Sessionizer() {}

    /**
     * The sessions of one visitor, oldest first.
     *
     * @param events all of the visitor's events, each once, in any order
     */
    public static List<Session> sessions(List<WebEvent> events, SessionPolicy policy) {
        List<Session> sessions = new ArrayList<>();
        Session current = null;
        for (WebEvent event : inOrder(events)) {
            Arrival arrival = Arrival.of(event, policy);
            Optional<SessionStartReason> start = startReason(current, event, arrival, policy);
            if (current == null || start.isPresent()) {
                add(sessions, current);
                current = begin(event, arrival, start.orElse(SessionStartReason.FIRST_EVENT));
            } else {
                current = extend(current, event);
            }
        }
        add(sessions, current);
        return sessions;
    }

    private static List<WebEvent> inOrder(List<WebEvent> events) {
        return events.stream()
                .filter(WebEvent::isInteraction)
                .sorted(WebEvent.BY_TIME)
                .toList();
    }

    private static Optional<SessionStartReason> startReason(
            @Nullable Session current, WebEvent event, Arrival arrival, SessionPolicy policy) {
        if (current == null) {
            return Optional.of(SessionStartReason.FIRST_EVENT);
        }
        Duration pause = Duration.between(current.activity().end(), event.occurredAt());
        if (pause.compareTo(policy.inactivity()) > 0) {
            return Optional.of(SessionStartReason.INACTIVITY);
        }
        String source = arrival.source();
        boolean arrives = event.type() == WebEventType.PAGE_VIEW && !source.isEmpty();
        boolean elsewhere = arrives && !source.equals(current.arrival().source());
        return elsewhere ? Optional.of(SessionStartReason.NEW_SOURCE) : Optional.empty();
    }

    private static Session begin(WebEvent event, Arrival arrival, SessionStartReason reason) {
        Session.Activity nothingYet = new Session.Activity(event.occurredAt(), event.occurredAt(), 0, 0, null);
        return new Session(
                event.visitorId(),
                StableId.of(
                        "session",
                        event.visitorId(),
                        event.eventId(),
                        event.occurredAt().toString()),
                reason,
                arrival,
                nothingYet.with(event));
    }

    private static Session extend(Session session, WebEvent event) {
        return new Session(
                session.visitorId(),
                session.sessionId(),
                session.startReason(),
                session.arrival(),
                session.activity().with(event));
    }

    private static void add(List<Session> sessions, @Nullable Session session) {
        if (session != null) {
            sessions.add(session);
        }
    }
}
