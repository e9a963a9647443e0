package dev.touchstone.touchpoint.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.touchpoint.id.StableId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Invariants of sessions over random visitors; a seed names each. */
class SessionizerPropertyTest {
    static LongStream seeds() {
        return LongStream.rangeClosed(1, 1_000);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theOrderOfTheEventsDoesNotMatter(long seed) {
        RandomVisitor visitor = new RandomVisitor(seed);
        List<Session> sessions = Sessionizer.sessions(visitor.events(), RandomVisitor.POLICY);

        for (int i = 0; i < 3; i++) {
            assertThat(Sessionizer.sessions(visitor.shuffled(), RandomVisitor.POLICY))
                    .as("seed %d", seed)
                    .isEqualTo(sessions);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyInteractionIsInExactlyOneSession(long seed) {
        List<WebEvent> events = new RandomVisitor(seed).events();
        List<Session> sessions = Sessionizer.sessions(events, RandomVisitor.POLICY);

        assertThat(sessions.stream().mapToInt(s -> s.activity().pageViews()).sum())
                .as("page views, seed %d", seed)
                .isEqualTo(count(events, WebEventType.PAGE_VIEW));
        assertThat(sessions.stream()
                        .mapToInt(s -> s.activity().formSubmissions())
                        .sum())
                .as("forms, seed %d", seed)
                .isEqualTo(count(events, WebEventType.FORM_SUBMISSION));
        assertThat(sessions).as("seed %d", seed).extracting(Session::sessionId).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void sessionsDoNotOverlapAndHaveNoLongPause(long seed) {
        List<WebEvent> events = new RandomVisitor(seed).events();
        List<Session> sessions = Sessionizer.sessions(events, RandomVisitor.POLICY);

        for (int i = 0; i < sessions.size(); i++) {
            Session.Activity activity = sessions.get(i).activity();
            assertThat(activity.end()).as("seed %d", seed).isAfterOrEqualTo(activity.start());
            if (i > 0) {
                Session.Activity before = sessions.get(i - 1).activity();
                assertThat(activity.start()).as("seed %d", seed).isAfterOrEqualTo(before.end());
                boolean longPause =
                        Duration.between(before.end(), activity.start()).compareTo(RandomVisitor.POLICY.inactivity())
                                > 0;
                assertThat(sessions.get(i).startReason() == SessionStartReason.INACTIVITY)
                        .as("seed %d", seed)
                        .isEqualTo(longPause);
            }
            List<Instant> inside = events.stream()
                    .filter(WebEvent::isInteraction)
                    .map(WebEvent::occurredAt)
                    .filter(time -> !time.isBefore(activity.start()) && !time.isAfter(activity.end()))
                    .sorted()
                    .toList();
            for (int j = 1; j < inside.size(); j++) {
                assertThat(Duration.between(inside.get(j - 1), inside.get(j)))
                        .as("seed %d", seed)
                        .isLessThanOrEqualTo(RandomVisitor.POLICY.inactivity());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void agreesWithTheSlowReference(long seed) {
        RandomVisitor visitor = new RandomVisitor(seed);
        List<WebEvent> interactions = visitor.events().stream()
                .filter(WebEvent::isInteraction)
                .sorted(WebEvent.BY_TIME)
                .toList();

        assertThat(Sessionizer.sessions(visitor.shuffled(), RandomVisitor.POLICY).stream()
                        .map(Outline::of)
                        .toList())
                .as("seed %d", seed)
                .isEqualTo(reference(interactions, visitor).stream()
                        .map(Outline::ofEvents)
                        .toList());
    }

    /** Everything of a session that follows from which events are in it. */
    private record Outline(
            Object id,
            String landingPage,
            Instant start,
            Instant end,
            long pageViews,
            long forms,
            @Nullable String firstForm) {
        static Outline of(Session session) {
            Session.Activity activity = session.activity();
            PageUrl form = activity.firstForm();
            return new Outline(
                    session.sessionId(),
                    session.arrival().page().raw(),
                    activity.start(),
                    activity.end(),
                    activity.pageViews(),
                    activity.formSubmissions(),
                    form == null ? null : form.raw());
        }

        static Outline ofEvents(List<WebEvent> events) {
            WebEvent first = events.get(0);
            return new Outline(
                    StableId.of(
                            "session",
                            first.visitorId(),
                            first.eventId(),
                            first.occurredAt().toString()),
                    first.page().raw(),
                    first.occurredAt(),
                    events.get(events.size() - 1).occurredAt(),
                    count(events, WebEventType.PAGE_VIEW),
                    count(events, WebEventType.FORM_SUBMISSION),
                    events.stream()
                            .filter(event -> event.type() == WebEventType.FORM_SUBMISSION)
                            .map(event -> event.page().raw())
                            .findFirst()
                            .orElse(null));
        }
    }

    /** Cuts at every long pause; then cuts each piece at its first arrival from elsewhere and goes on with what is left. */
    private static List<List<WebEvent>> reference(List<WebEvent> interactions, RandomVisitor visitor) {
        List<List<WebEvent>> sessions = new ArrayList<>();
        for (List<WebEvent> piece : piecesWithoutLongPause(interactions)) {
            cutAtArrivals(piece, visitor, sessions);
        }
        return sessions;
    }

    private static List<List<WebEvent>> piecesWithoutLongPause(List<WebEvent> interactions) {
        List<List<WebEvent>> pieces = new ArrayList<>();
        for (WebEvent event : interactions) {
            boolean follows = interactions.stream()
                    .filter(other -> WebEvent.BY_TIME.compare(other, event) < 0)
                    .anyMatch(other ->
                            !event.occurredAt().isAfter(other.occurredAt().plus(Duration.ofMinutes(30))));
            if (!follows) {
                pieces.add(new ArrayList<>());
            }
            pieces.get(pieces.size() - 1).add(event);
        }
        return pieces;
    }

    private static void cutAtArrivals(List<WebEvent> piece, RandomVisitor visitor, List<List<WebEvent>> sessions) {
        String own = visitor.sourceOf(piece.get(0));
        int cut = piece.size();
        for (int i = piece.size() - 1; i > 0; i--) {
            String source = visitor.sourceOf(piece.get(i));
            boolean arrives = piece.get(i).type() == WebEventType.PAGE_VIEW && !source.isEmpty();
            cut = arrives && !source.equals(own) ? i : cut;
        }
        sessions.add(piece.subList(0, cut));
        if (cut < piece.size()) {
            cutAtArrivals(piece.subList(cut, piece.size()), visitor, sessions);
        }
    }

    private static long count(List<WebEvent> events, WebEventType type) {
        return events.stream().filter(event -> event.type() == type).count();
    }
}
