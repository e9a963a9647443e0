package dev.touchstone.touchpoint.identity;

import static dev.touchstone.touchpoint.session.VisitorEvents.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.touchpoint.session.Moment;
import dev.touchstone.touchpoint.session.RandomVisitor;
import dev.touchstone.touchpoint.session.ReferenceSessionizer;
import dev.touchstone.touchpoint.session.Session;
import dev.touchstone.touchpoint.session.SessionPolicy;
import dev.touchstone.touchpoint.session.Sessionizer;
import dev.touchstone.touchpoint.session.VisitorEvents;
import dev.touchstone.touchpoint.session.WebEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
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

    @ParameterizedTest(name = "identified {0}, a session from 10:00 to 10:10: {1}")
    @CsvSource({
        "09:29:59.999999, LAST_BEFORE",
        "09:30,           IN_SESSION",
        "09:59:59.999999, IN_SESSION",
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

    /** Clients that identify before they tell of the page, as Segment's do. */
    @Test
    void whoIsIdentifiedJustBeforeTheFirstPageViewHasTheSession() {
        assertThat(owners(new VisitorEvents()
                        .identified("08:00:00", JANE)
                        .view("08:00:01", HOME)
                        .identified("12:00:00", BOB)
                        .view("12:00:01", HOME)))
                .containsExactly(
                        owner(JANE, IdentityEvidence.IN_SESSION, "e-01", "08:00:00"),
                        owner(BOB, IdentityEvidence.IN_SESSION, "e-03", "12:00:00"));
    }

    @Test
    void ofSeveralIdentificationsJustBeforeTheLastCounts() {
        assertThat(owners(new VisitorEvents()
                        .identified("09:58", JANE)
                        .identified("09:59", BOB)
                        .view("10:00", HOME)
                        .identified("10:01", JANE)))
                .containsExactly(owner(BOB, IdentityEvidence.IN_SESSION, "e-02", "09:59"));
    }

    @Test
    void anIdentificationInTheSessionBeforeIsNotInTheNextAsWell() {
        assertThat(owners(new VisitorEvents()
                        .view("10:00", HOME)
                        .identified("10:09", JANE)
                        .view("10:10", HOME, "https://google.com/")
                        .form("10:50", HOME, BOB)))
                .containsExactly(
                        owner(JANE, IdentityEvidence.IN_SESSION, "e-02", "10:09"),
                        owner(BOB, IdentityEvidence.NEXT_AFTER, "e-04", "10:50"),
                        owner(BOB, IdentityEvidence.IN_SESSION, "e-04", "10:50"));
    }

    @Test
    void anIdentificationJustBeforeTwoSessionsIsInTheFirst() {
        assertThat(owners(new VisitorEvents()
                        .identified("09:59", JANE)
                        .view("10:00", HOME)
                        .view("10:10", HOME, "https://google.com/")
                        .form("10:50", HOME, BOB)))
                .containsExactly(
                        owner(JANE, IdentityEvidence.IN_SESSION, "e-01", "09:59"),
                        owner(BOB, IdentityEvidence.NEXT_AFTER, "e-04", "10:50"),
                        owner(BOB, IdentityEvidence.IN_SESSION, "e-04", "10:50"));
    }

    @Test
    void aFormSaysMoreThanARecognitionBeforeIt() {
        assertThat(owners(new VisitorEvents()
                        .identified("09:59", JANE)
                        .view("10:00", HOME)
                        .identified("10:01", JANE)
                        .form("10:05", HOME, BOB)
                        .chat("10:06", HOME, JANE)))
                .containsExactly(owner(BOB, IdentityEvidence.IN_SESSION, "e-04", "10:05"));
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

    /** Two interactions of one instant may begin different sessions; the address of one does not count for the other. */
    @Test
    void anAddressOfTheSameInstantCountsForItsOwnSessionOnly() {
        assertThat(owners(new VisitorEvents()
                        .form("10:00", HOME, JANE)
                        .view("10:00", HOME, "https://google.com/")
                        .form("11:00", HOME, BOB)))
                .containsExactly(
                        owner(JANE, IdentityEvidence.IN_SESSION, "e-01", "10:00"),
                        owner(BOB, IdentityEvidence.NEXT_AFTER, "e-03", "11:00"),
                        owner(BOB, IdentityEvidence.IN_SESSION, "e-03", "11:00"));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void agreesWithTheSlowReferenceInAnyOrder(long seed) {
        RandomVisitor visitor = new RandomVisitor(seed);
        ResolvedFacts resolved = ResolvedFacts.of(visitor.facts());
        List<Session> sessions = Sessionizer.sessions(resolved.events(), visitor.policy());
        List<List<WebEvent>> cut = new ReferenceSessionizer(
                        visitor.policy(), visitor.facts()::isIgnored, visitor::sourceOf)
                .sessions(resolved.events());

        List<Optional<SessionOwner>> expected = new ArrayList<>();
        for (int i = 0; i < sessions.size(); i++) {
            expected.add(reference(cut, i, visitor));
        }

        assertThat(SessionOwners.of(
                        sessions, ResolvedFacts.of(visitor.shuffledFacts()).identifications(), visitor.policy()))
                .as("seed %d", seed)
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whoIsKnownOnceIsKnownForAllSessions(long seed) {
        RandomVisitor visitor = new RandomVisitor(seed);
        ResolvedFacts resolved = ResolvedFacts.of(visitor.facts());
        List<Session> sessions = Sessionizer.sessions(resolved.events(), visitor.policy());

        assertThat(SessionOwners.of(sessions, resolved.identifications(), visitor.policy()))
                .as("seed %d", seed)
                .allMatch(owner -> owner.isPresent() != known(visitor).isEmpty());
    }

    private static Optional<SessionOwner> reference(List<List<WebEvent>> sessions, int index, RandomVisitor visitor) {
        List<WebEvent> session = sessions.get(index);
        List<Identification> notBefore = known(visitor).stream()
                .filter(known -> !isBefore(known, session.get(0)))
                .toList();
        Comparator<Identification> formsFirst = Comparator.comparing(
                known -> !Set.of(IdentificationKind.FORM, IdentificationKind.CHAT, IdentificationKind.EMAIL_LINK)
                        .contains(known.kind()));
        Optional<Identification> inSession = known(visitor).stream()
                .filter(known -> isIn(sessions, index, known, visitor) || isJustBefore(sessions, index, known, visitor))
                .min(formsFirst.thenComparing(Identification.BY_TIME));
        Optional<Identification> next = notBefore.stream().min(Identification.BY_TIME);
        Optional<Identification> last = known(visitor).stream()
                .filter(known -> isBefore(known, session.get(0)))
                .max(Identification.BY_TIME);
        return inSession
                .map(known -> new SessionOwner(known, IdentityEvidence.IN_SESSION))
                .or(() -> next.map(known -> new SessionOwner(known, IdentityEvidence.NEXT_AFTER)))
                .or(() -> last.map(known -> new SessionOwner(known, IdentityEvidence.LAST_BEFORE)));
    }

    private static boolean isIn(List<List<WebEvent>> sessions, int index, Identification known, RandomVisitor visitor) {
        List<WebEvent> session = sessions.get(index);
        Instant lastMoment = session.get(session.size() - 1)
                .occurredAt()
                .plus(visitor.policy().inactivity());
        return !isBefore(known, session.get(0))
                && !known.moment().time().isAfter(lastMoment)
                && sessions.stream().skip(index + 1L).allMatch(later -> isBefore(known, later.get(0)));
    }

    /** The last one before, in no session before and before no session before. */
    private static boolean isJustBefore(
            List<List<WebEvent>> sessions, int index, Identification known, RandomVisitor visitor) {
        WebEvent first = sessions.get(index).get(0);
        boolean last = known(visitor).stream()
                .filter(other -> isBefore(other, first))
                .max(Identification.BY_TIME)
                .equals(Optional.of(known));
        Instant earliest = first.occurredAt().minus(visitor.policy().inactivity());
        return last
                && !known.moment().time().isBefore(earliest)
                && IntStream.range(0, index)
                        .noneMatch(before -> isIn(sessions, before, known, visitor)
                                || isBefore(known, sessions.get(before).get(0)));
    }

    private static boolean isBefore(Identification known, WebEvent event) {
        Comparator<Moment> order = Comparator.comparing(Moment::time)
                .thenComparing(Moment::sequence)
                .thenComparing(Moment::eventId);
        return order.compare(known.moment(), Moment.of(event)) < 0;
    }

    /** All pairs of events and addresses, tried one after the other. */
    private static List<Identification> known(RandomVisitor visitor) {
        VisitorFacts facts = visitor.facts();
        List<Identification> known = new ArrayList<>();
        for (WebEvent event : facts.events()) {
            IdentificationKind kind = switch (event.type()) {
                case FORM_SUBMISSION -> IdentificationKind.FORM;
                case CHAT -> IdentificationKind.CHAT;
                case IDENTIFICATION -> IdentificationKind.RECOGNITION;
                case EMAIL_LINK_CLICK -> IdentificationKind.EMAIL_LINK;
                case ALIAS, PAGE_VIEW -> IdentificationKind.ALIAS;
            };
            if (event.email() != null) {
                known.add(new Identification(event.email(), Moment.of(event), kind));
            }
            List<AliasIdentity> identities = facts.aliasIdentities().stream()
                    .filter(identity -> identity.alias().equals(event.detail().alias()))
                    .filter(identity -> !facts.ignoredEmails().contains(identity.email()))
                    .toList();
            // An EMAIL_LINK_CLICK has aliases of the CRM only, and those have no beginning.
            if (kind == IdentificationKind.EMAIL_LINK) {
                identities.stream()
                        .map(AliasIdentity::email)
                        .min(Comparator.naturalOrder())
                        .ifPresent(email -> known.add(new Identification(email, Moment.of(event), kind)));
            } else {
                for (AliasIdentity identity : identities) {
                    boolean later = identity.since() != null && identity.since().isAfter(event.occurredAt());
                    Instant time = later ? identity.since() : event.occurredAt();
                    Moment moment = new Moment(time, event.detail().sequence(), event.eventId());
                    known.add(new Identification(identity.email(), moment, kind));
                }
            }
        }
        return known.stream()
                .filter(identification -> !facts.ignored())
                .filter(identification -> !facts.ignoredEmails().contains(identification.email()))
                .toList();
    }

    private record Told(String email, IdentityEvidence evidence, String eventId, Instant time) {
        static Told of(SessionOwner owner) {
            return new Told(owner.email(), owner.evidence(), owner.eventId(), owner.eventTime());
        }
    }

    private static Optional<Told> owner(String email, IdentityEvidence evidence, String eventId, String clock) {
        return Optional.of(new Told(email, evidence, eventId, at(clock)));
    }

    private static List<Optional<Told>> owners(VisitorEvents events) {
        ResolvedFacts resolved =
                ResolvedFacts.of(new VisitorFacts(VisitorEvents.VISITOR, events.list(), List.of(), Set.of(), false));
        List<Session> sessions = Sessionizer.sessions(resolved.events(), POLICY);
        return SessionOwners.of(sessions, resolved.identifications(), POLICY).stream()
                .map(owner -> owner.map(Told::of))
                .toList();
    }
}
