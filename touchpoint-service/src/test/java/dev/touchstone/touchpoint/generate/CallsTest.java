package dev.touchstone.touchpoint.generate;

import static dev.touchstone.touchpoint.generate.KnownPerson.trackedCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.touchstone.touchpoint.identity.PersonId;
import dev.touchstone.touchpoint.session.FormType;
import dev.touchstone.touchpoint.session.WebContext;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requirement, section 3.9: calls of sessions. */
class CallsTest {
    private static final UUID JANE = PersonId.of("jane@acme.com");
    private static final GenerationPolicy SHIPPED = Policies.shipped();
    private static final UUID SESSION = new UUID(7, 1);

    @Test
    void a10ACallSoonAfterTheClickIsTheSessionsTouchpoint() {
        Generation generation =
                generate(visit(SESSION, "12:17", "12:17"), trackedCall("T1", at("12:40"), "Call", "v-1"));

        assertThat(generation.touchpoints()).singleElement().satisfies(touchpoint -> {
            assertThat(touchpoint.type()).isEqualTo(TouchpointType.CALL);
            assertThat(touchpoint.touchedAt()).isEqualTo(at("12:17"));
            assertThat(touchpoint.content().effort().medium()).isEqualTo("Call");
            assertThat(touchpoint.content().effort().source()).isEqualTo("Web Direct");
            assertThat(touchpoint.content().pages().landingPage()).isEqualTo("https://acme.com/");
            assertThat(touchpoint.content().mappingKeyId()).isEqualTo(new UUID(8, 8));
            assertThat(touchpoint.origin().fact())
                    .isEqualTo(new FactReference(FactReference.Kind.SESSION, SESSION.toString()));
            assertThat(touchpoint.positions()).containsExactly(TouchpointPosition.FT, TouchpointPosition.LC);
        });
        assertThat(generation.mappingKeys()).isEmpty();
        assertThat(generation.without())
                .containsExactly(new NoTouchpoint(
                        new FactReference(FactReference.Kind.ACTIVITY, "T1"),
                        at("12:40"),
                        NoTouchpointReason.CALL_OF_SESSION,
                        0));
    }

    @Test
    void a10ALaterCallIsATaskOfItsOwn() {
        Generation generation =
                generate(visit(SESSION, "12:17", "12:17"), trackedCall("T1", at("13:05"), "Call", "v-1"));

        assertThat(generation.touchpoints())
                .extracting(
                        Touchpoint::type,
                        touchpoint -> touchpoint.content().pages().landingPage())
                .containsExactly(
                        tuple(TouchpointType.WEB_VISIT, "https://acme.com/"), tuple(TouchpointType.CRM_ACTIVITY, ""));
    }

    @Test
    void a10WithoutATypeTheSessionStaysAVisitAndTheTaskMakesNone() {
        Generation generation = generate(visit(SESSION, "12:17", "12:17"), trackedCall("T1", at("12:40"), "", "v-1"));

        assertThat(generation.touchpoints()).extracting(Touchpoint::type).containsExactly(TouchpointType.WEB_VISIT);
        assertThat(generation.without())
                .extracting(NoTouchpoint::reason)
                .containsExactly(NoTouchpointReason.CALL_OF_SESSION);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "the instant of the start, 12:17, true",
        "before the start, 12:16, false",
        "during the session, 12:25, true",
        "30 minutes after its end, 13:00, true",
        "later, 13:01, false"
    })
    void theCallIsInTheSessionOrUpToHalfAnHourAfter(String sentence, String clock, boolean merged) {
        Generation generation = generate(visit(SESSION, "12:17", "12:30"), trackedCall("T1", at(clock), "Call", "v-1"));

        assertThat(generation.touchpoints()).as(sentence).hasSize(merged ? 1 : 2);
    }

    @Test
    void aCallOfAnotherVisitorOrOfNoneOrAnEventChangesNoSession() {
        SalesActivity event = new SalesActivity(
                "U1",
                ActivityKind.EVENT,
                at("12:20"),
                "Call",
                "",
                new SalesActivity.Details("", "", null, null, "v-1"),
                KnownPerson.NO_FIELDS);

        assertThat(generate(
                                visit(SESSION, "12:17", "12:30"),
                                trackedCall("T1", at("12:20"), "Call", "v-2"),
                                trackedCall("T2", at("12:20"), "Call", ""),
                                event)
                        .touchpoints())
                .extracting(Touchpoint::type)
                .containsExactly(
                        TouchpointType.WEB_VISIT,
                        TouchpointType.CRM_ACTIVITY,
                        TouchpointType.CRM_ACTIVITY,
                        TouchpointType.CRM_ACTIVITY);
    }

    @Test
    void ofSeveralSessionsTheLatestHasTheCallAndOfSeveralCallsTheFirstWithATypeGivesIt() {
        Visit earlier = visit(SESSION, "12:00", "12:05");
        Visit later = visit(new UUID(7, 2), "12:10", "12:12");

        Generation generation = TouchpointGenerator.generate(
                new KnownPerson(JANE)
                        .add(later, earlier)
                        .add(
                                trackedCall("T3", at("12:25"), "Callback", "v-1"),
                                trackedCall("T2", at("12:20"), "Inbound", "v-1"),
                                trackedCall("T1", at("12:15"), "", "v-1"))
                        .facts(),
                SHIPPED);

        assertThat(generation.touchpoints())
                .extracting(
                        Touchpoint::type,
                        touchpoint -> touchpoint.content().effort().medium())
                .containsExactly(tuple(TouchpointType.WEB_VISIT, ""), tuple(TouchpointType.CALL, "Inbound"));
        assertThat(generation.without())
                .extracting(NoTouchpoint::reason)
                .containsOnly(NoTouchpointReason.CALL_OF_SESSION)
                .hasSize(3);
    }

    /** The figure of section 3.9: ad visit FT, direct visit with call LC, later form PostLC. */
    @Test
    void aCallIsTheFirstKnownInteraction() {
        PersonFacts facts = new KnownPerson(JANE)
                .createdAt(at("14:00"))
                .add(
                        visit(SESSION, "09:00", "09:01"),
                        visit(new UUID(7, 2), "11:00", "11:01"),
                        KnownPerson.visit(new UUID(7, 3), at("13:00"), FormType.FORM))
                .add(trackedCall("T1", at("11:10"), "Call", "v-1"))
                .facts();

        assertThat(TouchpointGenerator.generate(facts, SHIPPED).touchpoints())
                .extracting(Touchpoint::type, Touchpoint::positions)
                .containsExactly(
                        tuple(TouchpointType.WEB_VISIT, List.of(TouchpointPosition.FT)),
                        tuple(TouchpointType.CALL, List.of(TouchpointPosition.LC)),
                        tuple(TouchpointType.WEB_FORM, List.of(TouchpointPosition.POST_LC)));
    }

    private static Visit visit(UUID sessionId, String start, String end) {
        return KnownPerson.visit(sessionId, new Visit.Stay("v-1", at(start), at(end)), null, WebContext.UNKNOWN);
    }

    private static Instant at(String clock) {
        return Instant.parse("2026-03-02T" + clock + ":00Z");
    }

    private static Generation generate(Visit visit, SalesActivity... activities) {
        return TouchpointGenerator.generate(
                new KnownPerson(JANE).add(visit).add(activities).facts(), SHIPPED);
    }
}
