package dev.touchstone.salessync.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.salessync.person.CrmReference;
import dev.touchstone.salessync.person.Person;
import dev.touchstone.salessync.person.PersonDetails;
import dev.touchstone.salessync.person.PersonReading;
import dev.touchstone.salessync.person.PersonState;
import dev.touchstone.salessync.person.PersonType;
import dev.touchstone.salessync.person.ReadWay;
import dev.touchstone.salessync.person.UnqualifiedReason;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What touchpoint-service is told of a stored person. */
class CrmFactTest {
    private static final Instant CREATED = Instant.parse("2026-01-16T23:32:19Z");
    private static final Instant ADDED = Instant.parse("2026-07-01T09:00:00Z");
    private static final Instant READ = Instant.parse("2026-07-15T09:00:00Z");

    private static final PersonDetails ADA =
            new PersonDetails("Ada", "One", " Ada@One.test ", "+1 555", "CTO", "One Inc", "Webinar", null);

    private static Person person(PersonDetails details, CrmReference crm, PersonState state, Instant createdAt) {
        return new Person(
                7,
                details,
                crm,
                new PersonReading.MailFlags(false, false),
                new Person.Standing(
                        state,
                        state == PersonState.HIDDEN ? UnqualifiedReason.NO_OWNER : null,
                        state.isLive() ? null : READ),
                3,
                new Person.Provenance(createdAt, ADDED, ReadWay.FEED, READ));
    }

    private static CrmReference crm(String leadId, String contactId, PersonType type) {
        return new CrmReference(leadId, contactId, null, null, null, type);
    }

    /** Hidden ones too: that sales does not work with somebody does not make their touchpoints untrue. */
    @ParameterizedTest
    @EnumSource(names = {"ACTIVE", "HIDDEN"})
    void whoeverIsThereIsToldWithWhatTouchpointServiceKeeps(PersonState state) {
        CrmFact fact = CrmFact.of(person(ADA, crm("00Q1", null, PersonType.LEAD), state, CREATED), null);

        assertThat(fact)
                .isEqualTo(new CrmFact.Known(
                        7,
                        READ,
                        new CrmFact.Name("Ada", "One", "One Inc"),
                        "Ada@One.test",
                        "Webinar",
                        CREATED,
                        "00Q1"));
    }

    /** A person with a Salesforce id is a duplicate of the record that is active there; R12. */
    @ParameterizedTest
    @CsvSource({
        "00Q1,     , LEAD,    00Q1",
        "    , 0031, CONTACT, 0031",
        "00Q1, 0031, CONTACT, 0031",
        "00Q1, 0031, LEAD,    00Q1",
        "00Q1,     , CONTACT, 00Q1",
        "    ,     ,        ,     ",
    })
    void theActiveRecordIsTheOneItIsADuplicateOf(String leadId, String contactId, PersonType type, String duplicateOf) {
        CrmFact fact = CrmFact.of(person(ADA, crm(leadId, contactId, type), PersonState.ACTIVE, CREATED), null);

        assertThat(((CrmFact.Known) fact).duplicateOf()).isEqualTo(duplicateOf);
    }

    @ParameterizedTest
    @EnumSource(names = {"TOMBSTONE", "ERASED"})
    void whoeverWasDeletedOrErasedIsGone(PersonState state) {
        assertThat(CrmFact.of(person(ADA, crm(null, null, null), state, CREATED), null))
                .isEqualTo(new CrmFact.Gone(7, READ, null));
    }

    @Test
    void whoeverWasMergedIsGoneIntoTheWinner() {
        assertThat(CrmFact.of(person(ADA, crm(null, null, null), PersonState.ALIAS, null), 9L))
                .isEqualTo(new CrmFact.Gone(7, READ, 9L));
    }

    @Test
    void withoutATimeOfCreationTheFirstReadingCounts() {
        CrmFact fact = CrmFact.of(person(ADA, crm(null, null, null), PersonState.ACTIVE, null), null);

        assertThat(((CrmFact.Known) fact).createdAt()).isEqualTo(ADDED);
    }

    /** Marketo's texts may be longer than touchpoint-service's; half a character is none. */
    @Test
    void longTextsAreCutAtACharacter() {
        String company = "x".repeat(254) + "\uD83D\uDE80 and more";
        PersonDetails details = new PersonDetails(null, "y".repeat(300), " ", null, null, company, null, null);

        CrmFact.Known fact =
                (CrmFact.Known) CrmFact.of(person(details, crm(null, null, null), PersonState.ACTIVE, CREATED), null);

        assertThat(fact.name()).isEqualTo(new CrmFact.Name(null, "y".repeat(255), "x".repeat(254)));
        assertThat(fact.email()).isNull();
    }
}
