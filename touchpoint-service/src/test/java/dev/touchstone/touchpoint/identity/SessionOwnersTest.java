package dev.touchstone.touchpoint.identity;

import static dev.touchstone.touchpoint.session.VisitorEvents.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.touchpoint.session.RandomVisitor;
import dev.touchstone.touchpoint.session.Session;
import dev.touchstone.touchpoint.session.SessionPolicy;
import dev.touchstone.touchpoint.session.Sessionizer;
import dev.touchstone.touchpoint.session.VisitorEvents;
import dev.touchstone.touchpoint.session.WebEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Requirement, section 2.4. */
class SessionOwnersTest {
    private static final String HOME = "https://acme.com/";
    private static final String JANE = "jane@acme.com";
    private static final String BOB = "bob@example.org";
    private static final SessionPolicy POLICY = new SessionPolicy(Duration.ofMinutes(30), Set.of());

    @Test
    void aVisitorWithoutAddressStaysAnonymous() {
        assertThat(owners(new VisitorEvents().view("10:00", HOME).view("12:00", HOME)))
                .containsExactly(Optional.empty(), Optional.empty());
        assertThat(owners(new VisitorEvents())).isEmpty();
        assertThat(owners(new VisitorEvents().identified("10:00", JANE))).isEmpty();
    }

    @Test
    void t17AnEarlierAnonymousSessionBelongsToWhoIsIdentifiedNext() {
        assertThat(owners(new VisitorEvents()
                        .view("09:00", HOME + "?gclid=1")
                        .view("11:00", HOME)
                        .form("11:20", HOME + "demo", JANE)))
                .containsExactly(
                        owner(JANE, IdentityEvidence.NEXT_AFTER, "e-03", "11:20"),
                        owner(JANE, IdentityEvidence.IN_SESSION, "e-03", "11:20"));
    }

    @Test
    void aLaterSessionBelongsToWhoWasIdentifiedLast() {
        assertThat(owners(new VisitorEvents()
                        .form("09:00", HOME, JANE)
                        .form("10:00", HOME, BOB)
                        .view("12:00", HOME)
                        .view("14:00", HOME)))
                .containsExactly(
                        owner(JANE, IdentityEvidence.IN_SESSION, "e-01", "09:00"),
                        owner(BOB, IdentityEvidence.IN_SESSION, "e-02", "10:00"),
                        owner(BOB, IdentityEvidence.LAST_BEFORE, "e-02", "10:00"),
                        owner(BOB, IdentityEvidence.LAST_BEFORE, "e-02", "10:00"));
    }

    @Test
    void theNextIdentificationCountsMoreThanTheLast() {
        assertThat(owners(new VisitorEvents()
                        .form("09:00", HOME, JANE)
                        .view("10:00", HOME)
                        .form("11:00", HOME, BOB)))
                .containsExactly(
                        owner(JANE, IdentityEvidence.IN_SESSION, "e-01", "09:00"),
                        owner(BOB, IdentityEvidence.NEXT_AFTER, "e-03", "11:00"),
                        owner(BOB, IdentityEvidence.IN_SESSION, "e-03", "11:00"));
    }

    @Test
    void ofTwoAddressesInOneSessionTheFirstCountsThereAndTheSecondAfterwards() {
        assertThat(owners(new VisitorEvents()
                        .view("10:00", HOME)
                        .form("10:01", HOME, JANE)
                        .form("10:02", HOME, BOB)
                        .view("12:00", HOME)))
                .containsExactly(
                        owner(JANE, IdentityEvidence.IN_SESSION, "e-02", "10:01"),
                        owner(BOB, IdentityEvidence.LAST_BEFORE, "e-03", "10:02"));
    }

    @ParameterizedTest(name = "identified {0} after a session from 10:00 to 10:10: {1}")
    @CsvSource({
        "09:59:59.999999, LAST_BEFORE",
        "10:00,           IN_SESSION",
        "10:05,           IN_SESSION",
        "10:10,           IN_SESSION",
        "10:40,           IN_SESSION",
        "10:40:00.000001, NEXT_AFTER",
        "23:00,           NEXT_AFTER"
    })
    void anIdentificationCountsIntoASessionAsLongAsItCouldGoOn(String time, IdentityEvidence evidence) {
        assertThat(owners(new VisitorEvents()
                        .view("10:00", HOME)
                        .view("10:10", HOME)
                        .identified(time, JANE)))
                .containsExactly(owner(JANE, evidence, "e-03", time));
    }

    @Test
    void anIdentificationAtTheStartOfTheNextSessionBelongsToThatOne() {
        assertThat(owners(new VisitorEvents()
                        .view("10:00", HOME)
                        .view("10:10", HOME, "https://google.com/")
                        .identified("10:10", JANE)))
                .containsExactly(
                        owner(JANE, IdentityEvidence.NEXT_AFTER, "e-03", "10:10"),
                        owner(JANE, IdentityEvidence.IN_SESSION, "e-03", "10:10"));
    }

    @Test
    void anIdentificationBetweenSessionsIsNextForOneAndLastForTheOther() {
        assertThat(owners(new VisitorEvents()
                        .view("10:00", HOME)
                        .identified("11:00", JANE)
                        .view("12:00", HOME)))
                .containsExactly(
                        owner(JANE, IdentityEvidence.NEXT_AFTER, "e-02", "11:00"),
                        owner(JANE, IdentityEvidence.LAST_BEFORE, "e-02", "11:00"));
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 1_000);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void agreesWithTheSlowReferenceInAnyOrder(long seed) {
        RandomVisitor visitor = new RandomVisitor(seed);
        List<Session> sessions = Sessionizer.sessions(visitor.events(), RandomVisitor.POLICY);

        List<Optional<SessionOwner>> expected = new ArrayList<>();
        for (int i = 0; i < sessions.size(); i++) {
            expected.add(reference(sessions, i, visitor.events()));
        }

        assertThat(SessionOwners.of(sessions, visitor.shuffled(), RandomVisitor.POLICY))
                .as("seed %d", seed)
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whoIsKnownOnceIsKnownForAllSessions(long seed) {
        RandomVisitor visitor = new RandomVisitor(seed);
        List<Session> sessions = Sessionizer.sessions(visitor.events(), RandomVisitor.POLICY);
        boolean known = visitor.events().stream().anyMatch(event -> event.email() != null);

        assertThat(SessionOwners.of(sessions, visitor.events(), RandomVisitor.POLICY))
                .as("seed %d", seed)
                .allMatch(owner -> owner.isPresent() == known);
    }

    private static Optional<SessionOwner> reference(List<Session> sessions, int index, List<WebEvent> events) {
        Session.Activity activity = sessions.get(index).activity();
        Instant lastMoment = activity.end().plus(Duration.ofMinutes(30));
        List<WebEvent> known =
                events.stream().filter(event -> event.email() != null).toList();
        Optional<WebEvent> inSession = known.stream()
                .filter(event -> !event.occurredAt().isBefore(activity.start()))
                .filter(event -> !event.occurredAt().isAfter(lastMoment))
                .filter(event -> sessions.stream()
                        .skip(index + 1L)
                        .allMatch(later ->
                                event.occurredAt().isBefore(later.activity().start())))
                .min(WebEvent.BY_TIME);
        Optional<WebEvent> next = known.stream()
                .filter(event -> !event.occurredAt().isBefore(activity.start()))
                .min(WebEvent.BY_TIME);
        Optional<WebEvent> last = known.stream()
                .filter(event -> event.occurredAt().isBefore(activity.start()))
                .max(WebEvent.BY_TIME);
        return inSession
                .map(event -> owner(event, IdentityEvidence.IN_SESSION))
                .or(() -> next.map(event -> owner(event, IdentityEvidence.NEXT_AFTER)))
                .or(() -> last.map(event -> owner(event, IdentityEvidence.LAST_BEFORE)));
    }

    private static SessionOwner owner(WebEvent event, IdentityEvidence evidence) {
        return new SessionOwner(event.email(), evidence, event.eventId(), event.occurredAt());
    }

    private static Optional<SessionOwner> owner(String email, IdentityEvidence evidence, String eventId, String clock) {
        return Optional.of(new SessionOwner(email, evidence, eventId, at(clock)));
    }

    private static List<Optional<SessionOwner>> owners(VisitorEvents events) {
        return SessionOwners.of(Sessionizer.sessions(events.list(), POLICY), events.list(), POLICY);
    }
}
