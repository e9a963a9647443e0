package dev.touchstone.touchpoint.identity;

import dev.touchstone.touchpoint.session.Session;
import dev.touchstone.touchpoint.session.SessionPolicy;
import dev.touchstone.touchpoint.session.WebEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Gives each session of a visitor its owner.
 *
 * <p><b>Rule</b> (requirement, section 2.4): a session belongs to the e-mail address that becomes known in it, else to the
 * visitor's next identification, else to the last one before. Of several addresses in one session the first counts.
 */
public final class SessionOwners {
    private SessionOwners() {}

    /**
     * The owner of each session, in the order of the sessions; empty while the visitor is anonymous.
     *
     * @param sessions the visitor's sessions, oldest first
     * @param events all of the visitor's events, in any order
     */
    public static List<Optional<SessionOwner>> of(List<Session> sessions, List<WebEvent> events, SessionPolicy policy) {
        List<WebEvent> identifications = events.stream()
                .filter(event -> event.email() != null)
                .sorted(WebEvent.BY_TIME)
                .toList();
        List<Optional<SessionOwner>> owners = new ArrayList<>(sessions.size());
        int next = 0;
        for (int i = 0; i < sessions.size(); i++) {
            Session.Activity activity = sessions.get(i).activity();
            while (next < identifications.size()
                    && identifications.get(next).occurredAt().isBefore(activity.start())) {
                next++;
            }
            Instant end = endOfIdentity(sessions, i, policy);
            owners.add(owner(identifications, next, end));
        }
        return owners;
    }

    private static Optional<SessionOwner> owner(List<WebEvent> identifications, int next, Instant end) {
        if (next < identifications.size()) {
            WebEvent event = identifications.get(next);
            boolean inSession = event.occurredAt().isBefore(end);
            return Optional.of(owner(event, inSession ? IdentityEvidence.IN_SESSION : IdentityEvidence.NEXT_AFTER));
        }
        return next == 0
                ? Optional.empty()
                : Optional.of(owner(identifications.get(next - 1), IdentityEvidence.LAST_BEFORE));
    }

    /**
     * An identification without interaction counts into a session as long as the session could still go on: up to the next
     * session or the end of the inactivity, whichever is earlier. The end is exclusive.
     */
    private static Instant endOfIdentity(List<Session> sessions, int index, SessionPolicy policy) {
        Instant latest =
                sessions.get(index).activity().end().plus(policy.inactivity()).plusNanos(1);
        if (index + 1 == sessions.size()) {
            return latest;
        }
        Instant nextStart = sessions.get(index + 1).activity().start();
        return nextStart.isBefore(latest) ? nextStart : latest;
    }

    private static SessionOwner owner(WebEvent event, IdentityEvidence evidence) {
        return new SessionOwner(Objects.requireNonNull(event.email()), evidence, event.eventId(), event.occurredAt());
    }
}
