package dev.touchstone.touchpoint.identity;

import dev.touchstone.touchpoint.session.Session;
import dev.touchstone.touchpoint.session.SessionPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gives each session of a visitor its owner.
 *
 * <p><b>Rule</b> (requirement, section 2.4; decision 0021): a session belongs to the e-mail address that becomes known in it,
 * else to the visitor's next identification, else to the last one before. Of several addresses in one session that of its
 * first form-type interaction counts, else the first. What is in a session is told by the order of the events, not by time
 * alone: an address of one session does not count for another that begins at the same instant.
 *
 * <p>The last identification before a session is in it too if no more than the policy's inactivity lies between and it is in
 * no earlier session: clients tell who somebody is just before the first page view.
 */
public final class SessionOwners {
    private final List<Session> sessions;
    private final List<Identification> inOrder;
    private final SessionPolicy policy;

    private SessionOwners(List<Session> sessions, List<Identification> inOrder, SessionPolicy policy) {
        this.sessions = sessions;
        this.inOrder = inOrder;
        this.policy = policy;
    }

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
        return new SessionOwners(sessions, inOrder, policy).owners();
    }

    private List<Optional<SessionOwner>> owners() {
        List<Optional<SessionOwner>> owners = new ArrayList<>(sessions.size());
        int free = 0;
        int next = 0;
        for (int i = 0; i < sessions.size(); i++) {
            Session session = sessions.get(i);
            while (next < inOrder.size() && isBefore(inOrder.get(next), session)) {
                next++;
            }
            int from = next > free && isJustBefore(inOrder.get(next - 1), session) ? next - 1 : next;
            int to = endOf(i, next);
            owners.add(owner(from, to, next));
            // What is in this session, or before it, is in no later one.
            free = to;
        }
        return owners;
    }

    /** Where the identifications in a session end. */
    private int endOf(int session, int next) {
        Session after = session + 1 < sessions.size() ? sessions.get(session + 1) : null;
        Instant last = sessions.get(session).activity().end().plus(policy.inactivity());
        int end = next;
        while (end < inOrder.size()
                && couldGoOn(inOrder.get(end), last)
                && (after == null || isBefore(inOrder.get(end), after))) {
            end++;
        }
        return end;
    }

    private Optional<SessionOwner> owner(int from, int to, int next) {
        if (from < to) {
            return Optional.of(new SessionOwner(deciding(inOrder.subList(from, to)), IdentityEvidence.IN_SESSION));
        }
        if (next < inOrder.size()) {
            return Optional.of(new SessionOwner(inOrder.get(next), IdentityEvidence.NEXT_AFTER));
        }
        return inOrder.isEmpty()
                ? Optional.empty()
                : Optional.of(new SessionOwner(inOrder.get(inOrder.size() - 1), IdentityEvidence.LAST_BEFORE));
    }

    /** The form that a touchpoint is named after is that of its person. */
    private static Identification deciding(List<Identification> inSession) {
        for (Identification identification : inSession) {
            if (identification.kind().isFormType()) {
                return identification;
            }
        }
        return inSession.get(0);
    }

    /** An identification without interaction counts into a session as long as an interaction would. */
    private static boolean couldGoOn(Identification identification, Instant last) {
        return !identification.moment().time().isAfter(last);
    }

    private boolean isJustBefore(Identification identification, Session session) {
        Instant earliest = session.activity().start().minus(policy.inactivity());
        return !identification.moment().time().isBefore(earliest);
    }

    private static boolean isBefore(Identification identification, Session session) {
        return identification.moment().isBefore(session.beginning().first());
    }
}
