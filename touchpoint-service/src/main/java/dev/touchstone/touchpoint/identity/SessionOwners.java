package dev.touchstone.touchpoint.identity;

import dev.touchstone.touchpoint.session.Session;
import dev.touchstone.touchpoint.session.SessionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gives each session of a visitor its owner.
 *
 * <p><b>Rule</b> (requirement, section 2.4): a session belongs to the e-mail address that becomes known in it, else to the
 * visitor's next identification, else to the last one before. Of several addresses in one session the first counts. What is in
 * a session is told by the order of the events, not by time alone: an address of one session does not count for another that
 * begins at the same instant.
 */
public final class SessionOwners {
    private SessionOwners() {}

    /**
     * The owner of each session, in the order of the sessions; empty while the visitor is anonymous.
     *
     * @param sessions the visitor's sessions, oldest first
     * @param identifications how the visitor became known, in any order
     */
    public static List<Optional<SessionOwner>> of(
            List<Session> sessions, List<Identification> identifications, SessionPolicy policy) {
        List<Identification> inOrder =
                identifications.stream().sorted(Identification.BY_TIME).toList();
        List<Optional<SessionOwner>> owners = new ArrayList<>(sessions.size());
        int next = 0;
        for (int i = 0; i < sessions.size(); i++) {
            Session session = sessions.get(i);
            while (next < inOrder.size()
                    && inOrder.get(next).moment().isBefore(session.beginning().first())) {
                next++;
            }
            if (next < inOrder.size()) {
                Identification identification = inOrder.get(next);
                boolean inSession = couldGoOn(session, identification, policy)
                        && (i + 1 == sessions.size() || isBefore(identification, sessions.get(i + 1)));
                IdentityEvidence evidence = inSession ? IdentityEvidence.IN_SESSION : IdentityEvidence.NEXT_AFTER;
                owners.add(Optional.of(new SessionOwner(identification, evidence)));
            } else {
                owners.add(lastOf(inOrder));
            }
        }
        return owners;
    }

    private static Optional<SessionOwner> lastOf(List<Identification> inOrder) {
        return inOrder.isEmpty()
                ? Optional.empty()
                : Optional.of(new SessionOwner(inOrder.get(inOrder.size() - 1), IdentityEvidence.LAST_BEFORE));
    }

    /** An identification without interaction counts into a session as long as an interaction would. */
    private static boolean couldGoOn(Session session, Identification identification, SessionPolicy policy) {
        return !identification.moment().time().isAfter(session.activity().end().plus(policy.inactivity()));
    }

    private static boolean isBefore(Identification identification, Session session) {
        return identification.moment().isBefore(session.beginning().first());
    }
}
