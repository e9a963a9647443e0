package dev.touchstone.touchpoint.session;

import dev.touchstone.touchpoint.id.StableId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rules of sessions once more, slow and obvious: cuts at every long pause; then cuts each piece at its first arrival from
 * elsewhere and goes on with what is left; then looks back for the channel of each session. What an arrival's source is, it is
 * told.
 */
public final class ReferenceSessionizer {
    /** The order of a visitor's events. */
    public static final Comparator<WebEvent> ORDER = Comparator.comparing(WebEvent::occurredAt)
            .thenComparing(event -> event.detail().sequence())
            .thenComparing(WebEvent::eventId);

    private final SessionPolicy policy;
    private final Predicate<String> ignored;
    private final Function<WebEvent, String> sourceOf;

    public ReferenceSessionizer(SessionPolicy policy, Predicate<String> ignored, Function<WebEvent, String> sourceOf) {
        this.policy = policy;
        this.ignored = ignored;
        this.sourceOf = sourceOf;
    }

    /** Everything of a session that is not computed from something else here. */
    record Outline(
            Object id,
            SessionStartReason reason,
            String landingPage,
            Instant start,
            Instant end,
            long pageViews,
            long forms,
            @Nullable String firstForm,
            @Nullable Object carriedOver,
            @Nullable Object contextId) {
        static Outline of(Session session) {
            Session.Activity activity = session.activity();
            Session.FirstForm form = activity.firstForm();
            Session.CarriedOver carriedOver = session.carriedOver();
            return new Outline(
                    session.sessionId(),
                    session.startReason(),
                    session.arrival().page().raw(),
                    activity.start(),
                    activity.end(),
                    activity.pageViews(),
                    activity.formSubmissions(),
                    form == null ? null : form.type() + " " + form.page().raw() + " " + form.name(),
                    carriedOver == null ? null : carriedOver.sessionId(),
                    session.beginning().contextId());
        }
    }

    /** The interactions of each session, oldest first. */
    public List<List<WebEvent>> sessions(List<WebEvent> resolved) {
        List<WebEvent> interactions =
                resolved.stream().filter(WebEvent::isInteraction).sorted(ORDER).toList();
        List<List<WebEvent>> sessions = new ArrayList<>();
        for (List<WebEvent> piece : piecesWithoutLongPause(interactions)) {
            cutAtArrivals(piece, sessions);
        }
        return sessions;
    }

    List<Outline> outlines(List<WebEvent> resolved) {
        List<List<WebEvent>> sessions = sessions(resolved);
        List<Outline> outlines = new ArrayList<>();
        for (int i = 0; i < sessions.size(); i++) {
            outlines.add(outline(sessions, i));
        }
        return outlines;
    }

    private Outline outline(List<List<WebEvent>> sessions, int index) {
        List<WebEvent> events = sessions.get(index);
        WebEvent first = events.get(0);
        return new Outline(
                id(events),
                reason(sessions, index),
                first.page().raw(),
                first.occurredAt(),
                events.get(events.size() - 1).occurredAt(),
                events.stream().filter(ReferenceSessionizer::showsAPage).count(),
                events.stream().filter(event -> form(event) != null).count(),
                events.stream()
                        .filter(event -> event.email() == null || !ignored.test(event.email()))
                        .map(ReferenceSessionizer::form)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                carriedOver(sessions, index),
                first.detail().contextId());
    }

    private static Object id(List<WebEvent> events) {
        WebEvent first = events.get(0);
        return StableId.of(
                "session",
                first.visitorId(),
                first.eventId(),
                first.occurredAt()
                        .minus(Duration.ofMinutes(first.detail().clockOffsetMinutes()))
                        .toString());
    }

    private SessionStartReason reason(List<List<WebEvent>> sessions, int index) {
        if (index == 0) {
            return SessionStartReason.FIRST_EVENT;
        }
        return pauseBefore(sessions, index).compareTo(policy.inactivity()) > 0
                ? SessionStartReason.INACTIVITY
                : SessionStartReason.NEW_SOURCE;
    }

    private static Duration pauseBefore(List<List<WebEvent>> sessions, int index) {
        List<WebEvent> before = sessions.get(index - 1);
        return Duration.between(
                before.get(before.size() - 1).occurredAt(),
                sessions.get(index).get(0).occurredAt());
    }

    private @Nullable Object carriedOver(List<List<WebEvent>> sessions, int index) {
        boolean carries = index > 0
                && !policy.carryover().isZero()
                && source(sessions, index).isEmpty()
                && pauseBefore(sessions, index).compareTo(policy.carryover()) <= 0;
        if (!carries) {
            return null;
        }
        return source(sessions, index - 1).isEmpty() ? carriedOver(sessions, index - 1) : id(sessions.get(index - 1));
    }

    /** After a pause only what shows a page arrives; the visitor's very first interaction always does. */
    private String source(List<List<WebEvent>> sessions, int index) {
        WebEvent first = sessions.get(index).get(0);
        return index == 0 || showsAPage(first) ? sourceOf.apply(first) : "";
    }

    private static boolean showsAPage(WebEvent event) {
        return List.of(WebEventType.PAGE_VIEW, WebEventType.EMAIL_LINK_CLICK).contains(event.type());
    }

    private static @Nullable String form(WebEvent event) {
        String form = switch (event.type()) {
            case FORM_SUBMISSION -> "FORM ";
            case CHAT -> "CHAT ";
            case EMAIL_LINK_CLICK -> event.email() == null ? null : "EMAIL_LINK ";
            case PAGE_VIEW, IDENTIFICATION, ALIAS -> null;
        };
        String name = event.detail().form() == null ? "" : event.detail().form().name();
        return form == null ? null : form + event.page().raw() + " " + name;
    }

    private List<List<WebEvent>> piecesWithoutLongPause(List<WebEvent> interactions) {
        List<List<WebEvent>> pieces = new ArrayList<>();
        for (WebEvent event : interactions) {
            boolean follows = interactions.stream()
                    .filter(other -> ORDER.compare(other, event) < 0)
                    .anyMatch(other ->
                            !event.occurredAt().isAfter(other.occurredAt().plus(policy.inactivity())));
            if (!follows) {
                pieces.add(new ArrayList<>());
            }
            pieces.get(pieces.size() - 1).add(event);
        }
        return pieces;
    }

    private void cutAtArrivals(List<WebEvent> piece, List<List<WebEvent>> sessions) {
        String own = sessions.isEmpty() || showsAPage(piece.get(0)) ? sourceOf.apply(piece.get(0)) : "";
        int cut = piece.size();
        for (int i = piece.size() - 1; i > 0; i--) {
            String source = sourceOf.apply(piece.get(i));
            boolean arrives = showsAPage(piece.get(i)) && !source.isEmpty();
            cut = arrives && !source.equals(own) ? i : cut;
        }
        sessions.add(piece.subList(0, cut));
        if (cut < piece.size()) {
            cutAtArrivals(piece.subList(cut, piece.size()), sessions);
        }
    }
}
