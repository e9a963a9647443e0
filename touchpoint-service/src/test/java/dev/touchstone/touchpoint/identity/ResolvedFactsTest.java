package dev.touchstone.touchpoint.identity;

import static dev.touchstone.touchpoint.session.VisitorEvents.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.touchstone.touchpoint.session.VisitorAlias;
import dev.touchstone.touchpoint.session.VisitorEvents;
import dev.touchstone.touchpoint.session.WebEvent;
import dev.touchstone.touchpoint.session.WebEventType;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requirement, section 2.4. */
class ResolvedFactsTest {
    private static final String HOME = "https://acme.com/";
    private static final String JANE = "jane@acme.com";
    private static final String BOB = "bob@example.org";
    private static final VisitorAlias COOKIE = new VisitorAlias(VisitorAlias.Type.MARKETO_MUNCHKIN, "id:1&token:2");
    private static final VisitorAlias LEAD = new VisitorAlias(VisitorAlias.Type.CRM_PERSON, "00Q000000000001AAA");

    @Test
    void everyKindOfEvidenceIdentifies() {
        VisitorEvents events = new VisitorEvents()
                .view("10:00", HOME)
                .form("10:01", HOME, JANE)
                .chat("10:02", HOME, JANE)
                .identified("10:03", JANE)
                .emailLink("10:04", HOME, JANE)
                .emailLink("10:05", HOME, LEAD)
                .alias("10:06", COOKIE);
        ResolvedFacts resolved =
                resolve(events, new AliasIdentity(LEAD, JANE, null), new AliasIdentity(COOKIE, JANE, at("09:00")));

        assertThat(resolved.identifications())
                .extracting(
                        Identification::kind,
                        known -> known.moment().eventId(),
                        known -> known.moment().time())
                .containsExactly(
                        tuple(IdentificationKind.FORM, "e-02", at("10:01")),
                        tuple(IdentificationKind.CHAT, "e-03", at("10:02")),
                        tuple(IdentificationKind.RECOGNITION, "e-04", at("10:03")),
                        tuple(IdentificationKind.EMAIL_LINK, "e-05", at("10:04")),
                        tuple(IdentificationKind.EMAIL_LINK, "e-06", at("10:05")),
                        tuple(IdentificationKind.ALIAS, "e-07", at("10:06")));
        assertThat(resolved.identifications()).extracting(Identification::email).containsOnly(JANE);
    }

    @ParameterizedTest(name = "alias seen at 10:00, known since {0}: identified at {1}")
    @CsvSource({"09:00, 10:00", "10:00, 10:00", "12:00, 12:00"})
    void anAliasIdentifiesWhenItIsBothSeenAndKnown(String since, String identified) {
        assertThat(resolve(new VisitorEvents().alias("10:00", COOKIE), new AliasIdentity(COOKIE, JANE, at(since)))
                        .identifications())
                .extracting(known -> known.moment().time())
                .containsExactly(at(identified));
    }

    @Test
    void eachAddressOfAnAliasIdentifiesAtItsOwnTime() {
        assertThat(resolve(
                                new VisitorEvents().alias("10:00", COOKIE),
                                new AliasIdentity(COOKIE, JANE, at("09:00")),
                                new AliasIdentity(COOKIE, BOB, at("12:00")))
                        .identifications())
                .extracting(Identification::email, known -> known.moment().time())
                .containsExactly(tuple(JANE, at("10:00")), tuple(BOB, at("12:00")));
    }

    @Test
    void anotherAliasIdentifiesNobody() {
        assertThat(resolve(
                                new VisitorEvents().alias("10:00", COOKIE).emailLink("10:01", HOME, LEAD),
                                new AliasIdentity(new VisitorAlias(COOKIE.type(), "other"), JANE, at("09:00")))
                        .identifications())
                .isEmpty();
    }

    /** T24: a link with the id of a lead is that lead's as soon as the CRM tells the address, and a web visit until then. */
    @Test
    void t24AClickIsReadByTheLeadOnceItsAddressIsKnown() {
        VisitorEvents events = new VisitorEvents().emailLink("10:00", HOME, LEAD);

        assertThat(resolve(events).events()).isEqualTo(events.list());
        assertThat(resolve(events, new AliasIdentity(LEAD, JANE, null)).events())
                .isEqualTo(new VisitorEvents().emailLink("10:00", HOME, JANE).list());
    }

    @Test
    void anIgnoredAddressIdentifiesNobodyAndItsClicksAreVisits() {
        VisitorEvents events = new VisitorEvents()
                .form("10:00", HOME, JANE)
                .emailLink("10:01", HOME, JANE)
                .emailLink("10:02", HOME, LEAD)
                .alias("10:03", COOKIE)
                .identified("10:04", BOB);
        VisitorFacts facts = new VisitorFacts(
                VisitorEvents.VISITOR,
                events.list(),
                List.of(new AliasIdentity(LEAD, JANE, null), new AliasIdentity(COOKIE, JANE, at("09:00"))),
                Set.of(JANE),
                false);

        ResolvedFacts resolved = ResolvedFacts.of(facts);

        assertThat(resolved.identifications())
                .extracting(Identification::email, Identification::kind)
                .containsExactly(tuple(BOB, IdentificationKind.RECOGNITION));
        assertThat(resolved.events())
                .extracting(WebEvent::type, event -> event.formType() != null)
                .containsExactly(
                        tuple(WebEventType.FORM_SUBMISSION, true),
                        tuple(WebEventType.PAGE_VIEW, false),
                        tuple(WebEventType.EMAIL_LINK_CLICK, false),
                        tuple(WebEventType.ALIAS, false),
                        tuple(WebEventType.IDENTIFICATION, false));
    }

    @Test
    void anIgnoredVisitorIsNobody() {
        VisitorEvents events = new VisitorEvents().form("10:00", HOME, JANE).alias("10:01", COOKIE);
        VisitorFacts facts = new VisitorFacts(
                VisitorEvents.VISITOR,
                events.list(),
                List.of(new AliasIdentity(COOKIE, BOB, at("09:00"))),
                Set.of(),
                true);

        assertThat(ResolvedFacts.of(facts).identifications()).isEmpty();
        assertThat(ResolvedFacts.of(facts).events()).isEqualTo(events.list());
    }

    private static ResolvedFacts resolve(VisitorEvents events, AliasIdentity... identities) {
        return ResolvedFacts.of(
                new VisitorFacts(VisitorEvents.VISITOR, events.list(), List.of(identities), Set.of(), false));
    }
}
