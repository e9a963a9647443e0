package dev.touchstone.touchpoint.session;

import dev.touchstone.touchpoint.id.StableId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Folds the web events of one visitor into sessions.
 *
 * <p><b>Rules</b> (requirement, section 2.3; decision 0015): a session ends by a pause longer than the policy's inactivity, or
 * by a page view that arrives from an external source other than the session's own. A direct arrival never ends one, and
 * neither does another arrival from the same source. Every interaction is in exactly one session. A form or chat after a
 * pause begins one directly: what led to its page counted when the page was shown. A session that begins directly within
 * the policy's carry-over after the end of the one before carries that one's channel over.
 *
 * <p><b>Cost:</b> linear in the events if they come in order, as they are stored; what is made for each event, and is not part
 * of the result, is one arrival at most.
 */
public final class Sessionizer {
    private static final int NANOS_PER_SECOND = 1_000_000_000;

    private final SessionPolicy policy;
    private final Predicate<String> ignored;
    private final List<Session> sessions = new ArrayList<>();

    private Sessionizer(Predicate<String> ignored, SessionPolicy policy) {
        this.ignored = ignored;
        this.policy = policy;
    }

    /** The sessions of one visitor of whom no address is ignored, oldest first. */
    public static List<Session> sessions(List<WebEvent> events, SessionPolicy policy) {
        return sessions(events, email -> false, policy);
    }

    /**
     * The sessions of one visitor, oldest first.
     *
     * @param events all of the visitor's events, each once, in any order
     * @param ignored tells addresses that identify nobody: a form with one is an interaction, but no session's first form
     */
    public static List<Session> sessions(List<WebEvent> events, Predicate<String> ignored, SessionPolicy policy) {
        Sessionizer sessionizer = new Sessionizer(ignored, policy);
        if (sessionizer.fold(events)) {
            return sessionizer.sessions;
        }
        Sessionizer anew = new Sessionizer(ignored, policy);
        anew.fold(events.stream().sorted(WebEvent.BY_TIME).toList());
        return anew.sessions;
    }

    /**
     * Folds events that are in order, which shows on the way: looking for it before would take as long as the folding.
     *
     * @return false if they are not; the sessions so far are worth nothing then
     */
    private boolean fold(List<WebEvent> events) {
        Open open = null;
        for (WebEvent event : events) {
            if (event.isInteraction()) {
                if (open != null && WebEvent.BY_TIME.compare(open.last, event) > 0) {
                    return false;
                }
                open = next(open, event);
            }
        }
        if (open != null) {
            close(open);
        }
        return true;
    }

    /** The session that is open after an interaction: the one before, or a new one. */
    private Open next(@Nullable Open open, WebEvent event) {
        if (open == null) {
            return new Open(event, SessionStartReason.FIRST_EVENT, Arrival.of(event, policy), null);
        }
        if (isLonger(open.last.occurredAt(), event.occurredAt(), policy.inactivity())) {
            Session before = close(open);
            Arrival arrival = event.isPageView() ? Arrival.of(event, policy) : Arrival.none(event.page());
            return new Open(event, SessionStartReason.INACTIVITY, arrival, carriedOver(before, event, arrival));
        }
        Arrival arrival = event.isPageView() ? Arrival.of(event, policy) : null;
        if (arrival != null && !arrival.isDirect() && !arrival.hasSameSource(open.arrival)) {
            close(open);
            return new Open(event, SessionStartReason.NEW_SOURCE, arrival, null);
        }
        open.add(event);
        return open;
    }

    private Session close(Open open) {
        Session session = open.close();
        sessions.add(session);
        return session;
    }

    private Session.@Nullable CarriedOver carriedOver(Session before, WebEvent event, Arrival arrival) {
        if (!policy.carriesOver()
                || !arrival.isDirect()
                || isLonger(before.activity().end(), event.occurredAt(), policy.carryover())) {
            return null;
        }
        if (before.carriedOver() != null || before.arrival().isDirect()) {
            return before.carriedOver();
        }
        return new Session.CarriedOver(before.sessionId(), before.arrival());
    }

    private boolean isIgnored(WebEvent event) {
        String email = event.email();
        return email != null && ignored.test(email);
    }

    /** Compares without making a duration: this is asked for every event. */
    private static boolean isLonger(Instant from, Instant to, Duration limit) {
        long seconds = to.getEpochSecond() - from.getEpochSecond();
        int nanos = to.getNano() - from.getNano();
        if (nanos < 0) {
            seconds--;
            nanos += NANOS_PER_SECOND;
        }
        return seconds > limit.getSeconds() || (seconds == limit.getSeconds() && nanos > limit.getNano());
    }

    /** A session that may still go on. Mutable, because a visitor may have a hundred thousand interactions in one. */
    private final class Open {
        private final WebEvent first;
        private final SessionStartReason reason;
        private final Arrival arrival;
        private final Session.@Nullable CarriedOver carriedOver;
        private WebEvent last;
        private int pageViews;
        private int formSubmissions;
        private Session.@Nullable FirstForm firstForm;

        Open(WebEvent first, SessionStartReason reason, Arrival arrival, Session.@Nullable CarriedOver carriedOver) {
            this.first = first;
            this.reason = reason;
            this.arrival = arrival;
            this.carriedOver = carriedOver;
            this.last = first;
            add(first);
        }

        private void add(WebEvent event) {
            last = event;
            if (event.isPageView()) {
                pageViews++;
            }
            FormType form = event.formType();
            if (form != null) {
                formSubmissions++;
                if (firstForm == null && !isIgnored(event)) {
                    FormDetails details = event.detail().form();
                    firstForm = new Session.FirstForm(form, event.page(), details == null ? "" : details.name());
                }
            }
        }

        Session close() {
            return new Session(
                    first.visitorId(),
                    sessionId(),
                    new Session.Beginning(
                            reason, Moment.of(first), arrival, first.detail().contextId()),
                    new Session.Activity(first.occurredAt(), last.occurredAt(), pageViews, formSubmissions, firstForm),
                    carriedOver);
        }

        /** Of the event's identity, to which the time as it was sent belongs: a better correction makes no other session. */
        private UUID sessionId() {
            return StableId.of(
                    "session",
                    first.visitorId(),
                    first.eventId(),
                    first.sentOccurredAt().toString());
        }
    }
}
