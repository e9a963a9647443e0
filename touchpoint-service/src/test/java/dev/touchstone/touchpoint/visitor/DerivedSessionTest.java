package dev.touchstone.touchpoint.visitor;

import static dev.touchstone.touchpoint.session.VisitorEvents.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.touchpoint.generate.MappingKey;
import dev.touchstone.touchpoint.identity.IdentityEvidence;
import dev.touchstone.touchpoint.identity.PersonId;
import dev.touchstone.touchpoint.identity.VisitorFacts;
import dev.touchstone.touchpoint.session.FormDetails;
import dev.touchstone.touchpoint.session.RandomVisitor;
import dev.touchstone.touchpoint.session.SessionPolicy;
import dev.touchstone.touchpoint.session.VisitorEvents;
import dev.touchstone.touchpoint.session.WebEvent;
import dev.touchstone.touchpoint.session.WebEventType;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DerivedSessionTest {
    private static final String HOME = "https://acme.com/";
    private static final SessionPolicy CARRYING = policy(Duration.ofDays(7));

    @Test
    void t07ASessionThatCarriesAChannelOverHasTheMappingKeyOfTheOther() {
        List<DerivedSession> derived = derive(
                new VisitorEvents()
                        .view("09:00", HOME + "?utm_campaign=spring", "https://www.google.com/")
                        .view("10:00", HOME + "pricing"),
                CARRYING);

        assertThat(derived.get(1).mappingKey())
                .isEqualTo(derived.get(0).mappingKey())
                .isEqualTo(MappingKey.of(derived.get(0).session().arrival(), Set.of()));
        assertThat(derived.get(1).carriedOverSessionId())
                .isEqualTo(derived.get(0).session().sessionId());
        assertThat(derived.get(1).referrerHost()).isEmpty();
        assertThat(derived.get(1).pages().referrerPage()).isEmpty();
        assertThat(derived.get(1).session().arrival().campaign().isEmpty()).isTrue();
    }

    @Test
    void t10WithoutCarryOverItHasItsOwn() {
        List<DerivedSession> derived = derive(
                new VisitorEvents()
                        .view("09:00", HOME, "https://www.google.com/")
                        .view("10:00", HOME),
                policy(Duration.ZERO));

        assertThat(derived.get(1).mappingKey())
                .isEqualTo(MappingKey.of(derived.get(1).session().arrival(), Set.of()))
                .isNotEqualTo(derived.get(0).mappingKey());
    }

    /** Who has the form has the session, so that the touchpoint of a form is that of whoever filled it in. */
    @Test
    void theFormOfASessionIsThatOfItsOwnerAndNotOfAnIgnoredAddress() {
        VisitorEvents events = new VisitorEvents()
                .view("10:00", HOME)
                .identified("10:01", "anna@acme.com")
                .form("10:04", HOME + "test", "test@acme.com")
                .form("10:05", HOME + "demo", "bob@acme.com");

        DerivedSession derived = DerivedSession.of(
                        new VisitorFacts(
                                VisitorEvents.VISITOR, events.list(), List.of(), Set.of("test@acme.com"), false),
                        CARRYING)
                .get(0);

        assertThat(derived.personId()).isEqualTo(PersonId.of("bob@acme.com"));
        assertThat(derived.pages().formUrl()).isEqualTo(HOME + "demo");
        assertThat(derived.session().activity().formSubmissions()).isEqualTo(2);
    }

    @Test
    void aFormWithAnIgnoredAddressMakesNoFormOfAnothersSession() {
        VisitorEvents events =
                new VisitorEvents().form("10:00", HOME, "test@acme.com").identified("10:01", "anna@acme.com");

        DerivedSession derived = DerivedSession.of(
                        new VisitorFacts(
                                VisitorEvents.VISITOR, events.list(), List.of(), Set.of("test@acme.com"), false),
                        CARRYING)
                .get(0);

        assertThat(derived.personId()).isEqualTo(PersonId.of("anna@acme.com"));
        assertThat(derived.firstForm()).isNull();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aSessionWithAFormBelongsToWhoFilledItIn(long seed) {
        RandomVisitor visitor = new RandomVisitor(seed);

        assertThat(DerivedSession.of(visitor.facts(), visitor.policy()))
                .as("seed %d", seed)
                .allMatch(derived -> (derived.firstForm() != null)
                        == (derived.owner() != null
                                && derived.owner().evidence() == IdentityEvidence.IN_SESSION
                                && derived.owner().identification().kind().isFormType()));
    }

    @Test
    void theDigestTellsApartWhateverIsStored() {
        FormDetails form = new FormDetails("Demo", FormDetails.Source.SUBMIT);
        List<UUID> digests = Stream.of(
                        event(WebEventType.PAGE_VIEW, null, null, null),
                        event(WebEventType.PAGE_VIEW, null, null, new UUID(1, 1)),
                        event(WebEventType.EMAIL_LINK_CLICK, "jane@acme.com", null, null),
                        event(WebEventType.FORM_SUBMISSION, "jane@acme.com", null, null),
                        event(WebEventType.CHAT, "jane@acme.com", null, null),
                        event(WebEventType.FORM_SUBMISSION, "bob@acme.com", null, null),
                        event(WebEventType.FORM_SUBMISSION, "jane@acme.com", form, null))
                .map(events -> derive(events, CARRYING).get(0).digest())
                .toList();

        assertThat(digests).doesNotHaveDuplicates();
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 1_000);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void isAFunctionOfTheFactsWhateverTheirOrder(long seed) {
        RandomVisitor visitor = new RandomVisitor(seed);
        List<DerivedSession> derived = DerivedSession.of(visitor.facts(), visitor.policy());

        assertThat(DerivedSession.of(visitor.shuffledFacts(), visitor.policy()))
                .as("seed %d", seed)
                .isEqualTo(derived);
    }

    private static VisitorEvents event(
            WebEventType type, @Nullable String email, @Nullable FormDetails form, @Nullable UUID contextId) {
        WebEvent.Detail detail = new WebEvent.Detail(0, 0, null, form, contextId);
        return new VisitorEvents().add(at("10:00"), type, HOME, null, email, detail);
    }

    private static List<DerivedSession> derive(VisitorEvents events, SessionPolicy policy) {
        return DerivedSession.of(
                new VisitorFacts(VisitorEvents.VISITOR, events.list(), List.of(), Set.of(), false), policy);
    }

    private static SessionPolicy policy(Duration carryover) {
        return new SessionPolicy(Duration.ofMinutes(30), carryover, Set.of(), Set.of(), Set.of("acme.com"));
    }
}
