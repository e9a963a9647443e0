package dev.touchstone.salessync.person;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.salessync.marketo.LeadField;
import dev.touchstone.salessync.marketo.MarketoLead;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonReadingTest {
    private static final String LEAD = "00Q5g00000AbCdE";
    private static final String CONTACT = "0035g00000XyZaB";
    private static final String USER = "0055g000001aBcD";
    private static final String QUEUE = "00G5g000000QueU";

    /** The decision table of who qualifies (AC-07, AC-08), and what decides between lead and contact. */
    @ParameterizedTest
    @CsvSource({
        "lead,    ,        user,  ,     ,        , LEAD",
        ",        contact, user,  ,     ,        , CONTACT",
        "lead,    contact, user,  ,     ,        , CONTACT",
        "lead,    contact, user,  ,     lead,    , LEAD",
        "lead,    contact, user,  ,     Contact, , CONTACT",
        "lead,    ,        user,  ,     contact, , LEAD",
        "lead,    ,        queue, ,     ,        OWNER_IS_QUEUE, LEAD",
        "lead,    ,        ,      ,     ,        NO_OWNER, LEAD",
        "lead,    ,        group, ,     ,        NO_OWNER, LEAD",
        ",        ,        ,      ,     ,        NOT_IN_CRM, ",
        ",        ,        user,  true, ,        NOT_IN_CRM, ",
        "lead,    ,        user,  true, ,        CRM_DELETED, LEAD",
        "lead,    ,        user,  false, ,       , LEAD",
        "broken,  ,        user,  ,     ,        NOT_IN_CRM, "
    })
    void peopleInTheCrmThatAUserOwnsQualify(
            String lead,
            String contact,
            String owner,
            String deleted,
            String saidType,
            String reason,
            PersonType type) {
        Map<LeadField, String> values = new EnumMap<>(LeadField.class);
        putIfThere(values, LeadField.SALESFORCE_LEAD_ID, lead, Map.of("lead", LEAD, "broken", "no-id"));
        putIfThere(values, LeadField.SALESFORCE_CONTACT_ID, contact, Map.of("contact", CONTACT));
        putIfThere(values, LeadField.OWNER_ID, owner, Map.of("user", USER, "queue", QUEUE, "group", LEAD));
        putIfThere(values, LeadField.SALESFORCE_DELETED, deleted, Map.of("true", "true", "false", "false"));
        putIfThere(
                values,
                LeadField.SALESFORCE_TYPE,
                saidType,
                Map.of("lead", "lead", "Contact", "Contact", "contact", "contact"));

        PersonReading reading = PersonReading.of(new MarketoLead(101, values));

        assertThat(reading.unqualifiedReason().map(Enum::name).orElse(null)).isEqualTo(reason);
        assertThat(reading.crm().type()).isEqualTo(type);
    }

    private static void putIfThere(
            Map<LeadField, String> values, LeadField field, String word, Map<String, String> texts) {
        if (word != null) {
            values.put(field, texts.get(word));
        }
    }

    /** R-F-6: cut at a code point, flagged, never refused. */
    @Test
    void aLongTextIsCutAtACodePointAndFlagged() {
        PersonReading reading = withTitle("x".repeat(1_999) + "\uD83D\uDE00");
        assertThat(reading.details().title()).isEqualTo("x".repeat(1_999));
        assertThat(reading.truncated()).isTrue();

        PersonReading fits = withTitle("x".repeat(1_998) + "\uD83D\uDE00");
        assertThat(fits.details().title()).hasSize(2_000).endsWith("\uD83D\uDE00");
        assertThat(fits.truncated()).isFalse();
    }

    @Test
    void whatNoDatabaseCanStoreIsReplaced() {
        assertThat(withTitle("a\0b\uD83Dc").details().title()).isEqualTo("a\uFFFDb\uFFFDc");
    }

    /** The three shapes in which Marketo writes times; anything else is as good as absent. */
    @ParameterizedTest
    @CsvSource({
        "2023-01-16T23:32:19Z,      2023-01-16T23:32:19Z",
        "2014-09-17T22:31:49+0000,  2014-09-17T22:31:49Z",
        "2017-01-21T11:47:30-08:00, 2017-01-21T19:47:30Z",
        "yesterday,"
    })
    void theTimeOfCreationIsReadInEveryShape(String text, String expected) {
        PersonReading reading = PersonReading.of(new MarketoLead(1, Map.of(LeadField.CREATED_AT, text)));
        assertThat(reading.createdAt()).isEqualTo(expected == null ? null : Instant.parse(expected));
    }

    @Test
    void everyFieldCountsForTheHash() {
        byte[] empty = ContentHash.of(PersonReading.of(new MarketoLead(1, Map.of())));
        for (LeadField field : LeadField.values()) {
            if (field == LeadField.ID || field == LeadField.SALESFORCE_TYPE || field == LeadField.SALESFORCE_DELETED) {
                continue; // the key; and two that only decide
            }
            String value = field.name().endsWith("_ID") ? USER : "true";
            value = field == LeadField.CREATED_AT ? "2023-01-16T23:32:19Z" : value;
            assertThat(ContentHash.of(PersonReading.of(new MarketoLead(1, Map.of(field, value)))))
                    .describedAs(field.name())
                    .isNotEqualTo(empty);
        }
        assertThat(ContentHash.of(PersonReading.of(new MarketoLead(2, Map.of()))))
                .isEqualTo(empty);
    }

    private static PersonReading withTitle(String title) {
        return PersonReading.of(new MarketoLead(1, Map.of(LeadField.TITLE, title)));
    }
}
