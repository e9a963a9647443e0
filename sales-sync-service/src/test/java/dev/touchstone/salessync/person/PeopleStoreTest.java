package dev.touchstone.salessync.person;

import static dev.touchstone.salessync.person.PeopleScene.QUEUE;
import static dev.touchstone.salessync.person.PeopleScene.T0;
import static dev.touchstone.salessync.person.PeopleScene.lead;
import static dev.touchstone.salessync.person.PeopleScene.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.salessync.marketo.LeadField;
import dev.touchstone.salessync.operations.MarketoTestResource;
import dev.touchstone.salessync.person.change.TidyPeople;
import dev.touchstone.testing.database.PostgresTestResource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a reading, a merge, a burial and an erasure leave behind. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MarketoTestResource.class)
class PeopleStoreTest {
    private static final Instant T1 = T0.plusSeconds(60);
    private static final Instant T2 = T0.plusSeconds(120);

    @Inject
    PeopleScene scene;

    @Inject
    PersonStore people;

    @Inject
    PersonIdentities identities;

    @Inject
    MergePeople mergePeople;

    @Inject
    ForgetPeople forget;

    @Inject
    SuppressedAddresses suppressed;

    @Inject
    ErasePerson erase;

    @Inject
    MeterRegistry meters;

    @Inject
    TidyPeople tidy;

    @BeforeEach
    void nobody() throws Exception {
        scene.clear();
    }

    private List<String> changes() {
        return scene.rows("SELECT type, marketo_id, version FROM person_change ORDER BY transaction_id, change_number");
    }

    /** AC-14: the same page a hundred times changes no version and tells nobody. */
    @Test
    void anUnchangedPageOfThreeHundredReadAHundredTimesIsNoChange() {
        List<PersonReading> page = LongStream.rangeClosed(1, 300)
                .mapToObj(id -> reading(id, lead(id)))
                .toList();
        scene.write(ReadWay.SNAPSHOT, T0, page);
        List<String> before = scene.rows("SELECT marketo_id, version, read_at, xmin FROM person ORDER BY marketo_id");
        assertThat(changes()).hasSize(300);

        for (int time = 1; time <= 100; time++) {
            Written again = scene.write(ReadWay.FEED, T0.plusSeconds(time), page);
            assertThat(again.equal()).isEqualTo(300);
        }
        assertThat(scene.rows("SELECT marketo_id, version, read_at, xmin FROM person ORDER BY marketo_id"))
                .isEqualTo(before);
        assertThat(changes()).hasSize(300);
        assertThat(scene.rows("SELECT 1 FROM person_field_change")).isEmpty();
    }

    /** AC-20: a file that was begun earlier does not undo what was read since, and the meter tells. */
    @Test
    void anOlderReadingThatArrivesLaterIsStale() {
        scene.write(T0.minusSeconds(60), reading(778, LeadField.TITLE, "VP"));
        scene.write(T1, reading(778, LeadField.TITLE, "CEO"));
        double before = meters.counter("touchstone.person.stale.readings").count();

        assertThat(scene.write(ReadWay.SNAPSHOT, T0, List.of(reading(778, LeadField.TITLE, "VP")))
                        .stale())
                .isEqualTo(1);
        assertThat(people.find(778).orElseThrow().details().title()).isEqualTo("CEO");
        assertThat(meters.counter("touchstone.person.stale.readings").count()).isEqualTo(before + 1);
    }

    /** A reading that found nothing new is a reading all the same: an older one that arrives after it is known as old. */
    @Test
    void anEqualReadingKeepsAnOlderOneOut() {
        scene.write(T0, reading(1, LeadField.TITLE, "CEO"));
        scene.write(T2, reading(1, LeadField.TITLE, "CEO"));
        assertThat(scene.write(T1, reading(1, LeadField.TITLE, "VP")).stale()).isEqualTo(1);
        assertThat(people.find(1).orElseThrow().details().title()).isEqualTo("CEO");
    }

    /** AC-09: hidden and revived with the same identity, with a history of both. */
    @Test
    void whoStopsQualifyingIsHiddenAndComesBackAsTheSame() {
        scene.write(T0, reading(101, lead(101)));
        assertThat(scene.write(T1, reading(101, LeadField.OWNER_ID, QUEUE)).hidden())
                .isEqualTo(1);
        Person hidden = people.find(101).orElseThrow();
        assertThat(hidden.hidden()).isTrue();
        assertThat(hidden.standing().hiddenReason()).isEqualTo(UnqualifiedReason.OWNER_IS_QUEUE);
        assertThat(people.list(java.util.Optional.empty(), 0, 10)).isEmpty();

        assertThat(scene.write(T2, reading(101, lead(101))).revived()).isEqualTo(1);
        assertThat(people.find(101).orElseThrow().version()).isEqualTo(3);
        assertThat(changes()).containsExactly("ADDED|101|1", "HIDDEN|101|2", "REVIVED|101|3");
        assertThat(scene.rows("SELECT field, old_value, new_value, way, version FROM person_field_change"
                        + " WHERE field = 'state' ORDER BY change_number"))
                .containsExactly("state|ACTIVE|HIDDEN|FEED|2", "state|HIDDEN|ACTIVE|FEED|3");
    }

    /** AC-15, R-D-2: ids that differ in case are two people's; one id that two people have is listed, and both stay. */
    @Test
    void aSalesforceIdThatTwoPeopleHaveIsAConflict() {
        scene.write(
                T0,
                reading(1, LeadField.SALESFORCE_LEAD_ID, "00Q5g00000AbCdE"),
                reading(2, LeadField.SALESFORCE_LEAD_ID, "00Q5g00000abcde"));
        assertThat(scene.rows("SELECT salesforce_id FROM person_conflict")).isEmpty();
        assertThat(people.find(1).orElseThrow().crm().leadId()).isEqualTo("00Q5g00000AbCdEEAV");
        assertThat(people.find(2).orElseThrow().crm().leadId()).isEqualTo("00Q5g00000abcdeEAA");

        scene.write(T1, reading(3, LeadField.SALESFORCE_LEAD_ID, "00Q5g00000AbCdEEAV"));
        assertThat(scene.rows("SELECT salesforce_id FROM person_conflict")).containsExactly("00Q5g00000AbCdEEAV");
        assertThat(people.list(java.util.Optional.empty(), 0, 10)).hasSize(3);
    }

    /** R-D-3: a chain is flattened, a circle is left out, and a loser that is read again stays an alias. */
    @Test
    void mergesLeadToTheEndOfTheChain() {
        scene.write(T0, reading(11, lead(11)), reading(12, lead(12)), reading(13, lead(13)));
        assertThat(scene.merge(13, 12, T1)).isEqualTo(new PeopleGone(1, 0));
        assertThat(scene.merge(12, 11, T1)).isEqualTo(new PeopleGone(1, 0));
        assertThat(scene.merge(13, 12, T1)).isEqualTo(PeopleGone.NOBODY);
        assertThat(scene.merge(11, 13, T2)).isEqualTo(PeopleGone.NOBODY);

        assertThat(identities.resolve(List.of(11L, 12L, 13L, 14L)))
                .containsEntry(11L, new Identity.Live(11))
                .containsEntry(12L, new Identity.Alias(11))
                .containsEntry(13L, new Identity.Alias(11))
                .containsEntry(14L, new Identity.Unknown());
        scene.write(T2.plusSeconds(1), reading(12, lead(12)));
        assertThat(people.find(12)).isEmpty();
        assertThat(scene.rows("SELECT email FROM person WHERE state = 'ALIAS'")).containsExactly("null", "null");
        assertThat(changes()).endsWith("MERGED|13|2", "MERGED|12|2");
    }

    /** A page of a feed may hold a chain: the winner of its first merge loses in its second. */
    @Test
    void aChainWithinOneTransactionIsFlatAtItsEnd() {
        QuarkusTransaction.requiringNew().run(() -> {
            mergePeople.merge(13, 12, T1);
            mergePeople.merge(12, 11, T1);
        });
        assertThat(identities.resolve(List.of(12L, 13L)))
                .containsEntry(12L, new Identity.Alias(11))
                .containsEntry(13L, new Identity.Alias(11));
    }

    @Test
    void theDatabaseItselfRefusesAChainOfAliases() {
        assertThatThrownBy(() -> scene.execute("INSERT INTO person_alias VALUES (3, 2, now()), (2, 1, now())"))
                .hasMessageContaining("is part of a chain");
    }

    /** R-D-6 and the machine of a person: buried, restored by a later reading, forgotten after its time but for a hash. */
    @Test
    void theBuriedAreRestoredOrForgotten() {
        scene.write(T0, reading(1, lead(1)), reading(2, lead(2)));
        assertThat(scene.bury(T1, List.of(1L, 2L, 99L))).isEqualTo(new PeopleGone(2, 0));
        assertThat(identities.resolve(List.of(1L))).containsEntry(1L, new Identity.Tombstone());
        // 99 was never here: a reading that began before it was deleted does not bring it in.
        assertThat(scene.write(T0, reading(99, lead(99))).stale()).isEqualTo(1);

        assertThat(scene.write(T2, reading(1, lead(1))).count(Verdict.RESTORED)).isEqualTo(1);
        assertThat(people.find(1).orElseThrow().version()).isEqualTo(3);

        assertThat(forget.forget(T2, T2, 10)).isEqualTo(1);
        assertThat(scene.rows("SELECT marketo_id FROM person ORDER BY 1")).containsExactly("1");
        assertThat(suppressed.isForgotten(2)).isTrue();
        assertThat(suppressed.isForgotten(1)).isFalse();
        assertThat(changes()).endsWith("RESTORED|1|3", "FORGOTTEN|2|3");
    }

    /** AC-103: no table holds the address, a send to it is refused, and neither the id nor the address comes back. */
    @Test
    void theErasedLeaveNoTraceAndDoNotComeBack() {
        scene.write(T0, reading(4101, lead(4101)), reading(7, LeadField.EMAIL, "old7@x.test"));
        scene.write(T1, reading(4101, LeadField.EMAIL, "Secret@x.test"));
        scene.merge(7, 4101, T1);

        ErasePerson.Erased erased = erase.erase(7);
        assertThat(erased.marketoIds()).containsExactly(4101L, 7L);
        assertThat(erased.erasedBefore()).isFalse();
        assertThat(erase.erase(4101).erasedBefore()).isTrue();

        for (String table : scene.rows("SELECT table_name FROM information_schema.tables"
                + " WHERE table_schema = 'public' AND table_type = 'BASE TABLE'")) {
            assertThat(scene.rows(
                            "SELECT t::text FROM " + table + " t WHERE t::text ~* '(secret|old7|person4101)@x.test'"))
                    .describedAs(table)
                    .isEmpty();
        }
        assertThat(suppressed.among(List.of("secret@X.test", "other@x.test"))).containsExactly("secret@X.test");
        // The same record once more, and a new record with the address.
        Written again = scene.write(
                T2.plusSeconds(86_400 * 365),
                reading(4101, lead(4101)),
                reading(500, LeadField.EMAIL, "secret@x.test"));
        assertThat(again.count(Verdict.GONE)).isEqualTo(2);
        assertThat(identities.resolve(List.of(4101L, 7L)))
                .containsEntry(4101L, new Identity.Tombstone())
                .containsEntry(7L, new Identity.Tombstone());
    }

    /** 90 days of history, 14 of changes, 90 of tombstones, 8 of sightings; what is younger stays. */
    @Test
    void whatIsKeptNoLongerGoes() throws Exception {
        Instant now = java.time.Clock.systemUTC().instant();
        Instant old = now.minus(java.time.Duration.ofDays(91));
        scene.write(old, reading(1, lead(1)), reading(2, lead(2)), reading(3, lead(3)));
        scene.write(old.plusSeconds(1), reading(1, LeadField.TITLE, "VP"), reading(2, lead(2)));
        scene.bury(old.plusSeconds(2), List.of(3L));
        scene.execute("UPDATE person_change SET changed_at = changed_at - interval '15 days'");
        scene.write(now, reading(1, LeadField.TITLE, "CEO"));
        scene.write(now.plusSeconds(1), reading(1, LeadField.TITLE, "CEO"));

        tidy.tidy();

        assertThat(scene.rows("SELECT new_value FROM person_field_change")).containsExactly("CEO");
        assertThat(changes()).containsExactly("CHANGED|1|3", "FORGOTTEN|3|3");
        assertThat(scene.rows("SELECT marketo_id FROM person_sighting")).containsExactly("1");
        assertThat(scene.rows("SELECT marketo_id FROM person ORDER BY 1")).containsExactly("1", "2");
    }

    /** R-Q-5: an id that the person had before finds it still. */
    @Test
    void aFormerSalesforceIdIsKept() {
        scene.write(T0, reading(1, lead(1)));
        scene.write(T1, reading(1, LeadField.SALESFORCE_LEAD_ID, "00Q5g00000AbCdE"));
        assertThat(scene.rows("SELECT external_id, marketo_id FROM external_ref"))
                .containsExactly(RecordId.parse("00Q5g0000000001").orElseThrow().value() + "|1");
    }
}
