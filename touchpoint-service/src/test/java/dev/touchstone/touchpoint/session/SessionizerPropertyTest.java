package dev.touchstone.touchpoint.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.touchpoint.identity.ResolvedFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Invariants of sessions over random visitors; a seed names each. */
class SessionizerPropertyTest {
    private static final int VISITORS_A_SEED = 20;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 1_000);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theOrderOfTheEventsDoesNotMatter(long seed) {
        RandomVisitor visitor = new RandomVisitor(seed);
        List<Session> sessions = sessions(visitor);

        for (int i = 0; i < 3; i++) {
            List<WebEvent> shuffled = ResolvedFacts.of(visitor.shuffledFacts()).events();
            assertThat(Sessionizer.sessions(shuffled, visitor.policy()))
                    .as("seed %d", seed)
                    .isEqualTo(sessions);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyInteractionIsInExactlyOneSession(long seed) {
        RandomVisitor visitor = new RandomVisitor(seed);
        List<WebEvent> events = ResolvedFacts.of(visitor.facts()).events();
        List<Session> sessions = sessions(visitor);

        assertThat(sessions.stream().mapToInt(s -> s.activity().pageViews()).sum())
                .as("page views, seed %d", seed)
                .isEqualTo(count(events, WebEventType.PAGE_VIEW) + count(events, WebEventType.EMAIL_LINK_CLICK));
        assertThat(sessions.stream()
                        .mapToInt(s -> s.activity().formSubmissions())
                        .sum())
                .as("forms, seed %d", seed)
                .isEqualTo(count(events, WebEventType.FORM_SUBMISSION)
                        + count(events, WebEventType.CHAT)
                        + events.stream()
                                .filter(event -> event.type() == WebEventType.EMAIL_LINK_CLICK)
                                .filter(event -> event.email() != null)
                                .count());
        assertThat(sessions).as("seed %d", seed).extracting(Session::sessionId).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void sessionsDoNotOverlapAndHaveNoLongPause(long seed) {
        RandomVisitor visitor = new RandomVisitor(seed);
        List<WebEvent> events = visitor.events();
        List<Session> sessions = sessions(visitor);

        for (int i = 0; i < sessions.size(); i++) {
            Session.Activity activity = sessions.get(i).activity();
            assertThat(activity.end()).as("seed %d", seed).isAfterOrEqualTo(activity.start());
            if (i > 0) {
                Session.Activity before = sessions.get(i - 1).activity();
                assertThat(activity.start()).as("seed %d", seed).isAfterOrEqualTo(before.end());
                boolean longPause = Duration.between(before.end(), activity.start())
                                .compareTo(visitor.policy().inactivity())
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
                        .isLessThanOrEqualTo(visitor.policy().inactivity());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void carryOverChangesChannelsOnly(long seed) {
        RandomVisitor visitor = new RandomVisitor(seed);
        List<WebEvent> events = visitor.events().stream()
                .filter(event ->
                        event.referrer() == null || !event.referrer().host().equals("login.example.com"))
                .toList();
        SessionPolicy with = visitor.policy();
        SessionPolicy without = new SessionPolicy(
                with.inactivity(), Duration.ZERO, with.signInHosts(), with.paymentHosts(), with.siteDomains());

        List<Session> carrying = Sessionizer.sessions(events, with);

        assertThat(carrying.stream()
                        .map(s -> new Session(s.visitorId(), s.sessionId(), s.beginning(), s.activity(), null)))
                .as("seed %d", seed)
                .isEqualTo(Sessionizer.sessions(events, without));
        assertThat(carrying)
                .as("seed %d: what is carried over is a source, by a direct session", seed)
                .filteredOn(session -> session.carriedOver() != null)
                .allMatch(session -> session.arrival().isDirect()
                        && !session.channelArrival().isDirect()
                        && session.startReason() == SessionStartReason.INACTIVITY);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void agreesWithTheSlowReference(long seed) {
        IntStream.range(0, VISITORS_A_SEED).forEach(i -> {
            RandomVisitor visitor = new RandomVisitor(seed * VISITORS_A_SEED + i);
            List<WebEvent> resolved = ResolvedFacts.of(visitor.shuffledFacts()).events();

            Predicate<String> ignored = visitor.facts()::isIgnored;

            assertThat(Sessionizer.sessions(resolved, ignored, visitor.policy()).stream()
                            .map(ReferenceSessionizer.Outline::of)
                            .toList())
                    .as("seed %d, visitor %d", seed, i)
                    .isEqualTo(
                            new ReferenceSessionizer(visitor.policy(), ignored, visitor::sourceOf).outlines(resolved));
        });
    }

    private static List<Session> sessions(RandomVisitor visitor) {
        return Sessionizer.sessions(ResolvedFacts.of(visitor.facts()).events(), visitor.policy());
    }

    private static long count(List<WebEvent> events, WebEventType type) {
        return events.stream().filter(event -> event.type() == type).count();
    }
}
