package dev.touchstone.touchpoint.session;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells which interactions are in a session: those from its first one up to the first one of the session after it. */
public final class SessionEvents {
    private SessionEvents() {}

    /**
     * The interactions of a session, oldest first.
     *
     * @param after the visitor's session after it; null if it is the last
     * @param events all of the visitor's events, in any order
     */
    public static List<WebEvent> in(Session session, @Nullable Session after, List<WebEvent> events) {
        return events.stream()
                .filter(event -> contains(session, after, event))
                .sorted(WebEvent.BY_TIME)
                .toList();
    }

    /** True if an event is in a session; never for an event that is no interaction. */
    public static boolean contains(Session session, @Nullable Session after, WebEvent event) {
        Moment moment = Moment.of(event);
        return event.isInteraction()
                && !moment.isBefore(session.beginning().first())
                && (after == null || moment.isBefore(after.beginning().first()));
    }
}
