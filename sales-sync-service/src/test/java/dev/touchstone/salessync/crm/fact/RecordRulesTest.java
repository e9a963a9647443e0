package dev.touchstone.salessync.crm.fact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.salessync.crm.fact.RecordRules.Decision;
import dev.touchstone.salessync.salesforce.query.SalesforceRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of a record that was read, and with which time. */
class RecordRulesTest {
    private static final Instant T0 = Instant.parse("2026-11-20T10:00:00Z");
    private static final String ID = "00Q000000000001AAA";

    @ParameterizedTest(name = "{0} with {1}={2} has a place: {3}")
    @CsvSource({
        "TASK, WhoId, 00Q000000000001AAA, true",
        "TASK, WhoId, 003000000000001AAA, true",
        "TASK, WhoId, '', false",
        "TASK, WhoId, 001000000000001AAA, false",
        "EVENT, WhoId, '', false",
        "CAMPAIGN_MEMBER, LeadId, 00Q000000000001AAA, true",
        "CAMPAIGN_MEMBER, ContactId, 003000000000001AAA, true",
        "CAMPAIGN_MEMBER, AccountId, 001000000000001AAA, false",
        "CONTACT_ROLE, ContactId, '', false",
        "LEAD, Email, '', true",
    })
    void whatTheContractHasNoPlaceForIsToldOnlyAsGone(CrmObject object, String field, String value, boolean told) {
        SalesforceRecord record = read(T0, Map.of(field, value));

        Decision never = RecordRules.decide(object, record, null, true);
        Decision before = RecordRules.decide(object, record, new ToldRecord(ID, false, null), true);

        assertThat(never).isInstanceOf(told ? Decision.Tell.class : Decision.Skip.class);
        assertThat(fact(before).isGone()).isEqualTo(!told);
    }

    @Test
    void aMergedPersonSaysIntoWhom() {
        SalesforceRecord loser = read(T0, Map.of("IsDeleted", "true", "MasterRecordId", "00Q000000000002AAA"));

        RecordFact fact = fact(RecordRules.decide(CrmObject.LEAD, loser, new ToldRecord(ID, false, null), true));

        assertThat(fact.isGone()).isTrue();
        assertThat(fact.mergedInto()).isEqualTo("00Q000000000002AAA");
        assertThat(fact.modifiedAt()).isEqualTo(T0);
    }

    @Test
    void aMergedAccountHasNoWinnerInTheContract() {
        SalesforceRecord loser = read(T0, Map.of("IsDeleted", "true", "MasterRecordId", "001000000000002AAA"));

        RecordFact fact = fact(RecordRules.decide(CrmObject.ACCOUNT, loser, new ToldRecord(ID, false, null), true));

        assertThat(fact.mergedInto()).isEmpty();
    }

    @Test
    void aPageThatIsOlderThanTheDeletionDoesNotBringTheRecordBack() {
        ToldRecord gone = new ToldRecord(ID, true, T0.plusSeconds(10));

        assertThat(RecordRules.decide(CrmObject.LEAD, read(T0, Map.of()), gone, false))
                .isInstanceOf(Decision.LookAgain.class);
    }

    @Test
    void whatCanBeSeenAgainIsToldJustAfterItsDeletion() {
        ToldRecord gone = new ToldRecord(ID, true, T0.plusSeconds(10));

        Decision decision = RecordRules.decide(CrmObject.LEAD, read(T0, Map.of()), gone, true);

        assertThat(fact(decision).isGone()).isFalse();
        assertThat(fact(decision).modifiedAt()).isEqualTo(T0.plusSeconds(10).plus(1, ChronoUnit.MICROS));
        assertThat(((Decision.Tell) decision).told()).isEqualTo(new ToldRecord(ID, false, T0.plusSeconds(10)));
    }

    @Test
    void whatIsStillGoneIsToldWithTheSameTime() {
        ToldRecord gone = new ToldRecord(ID, true, T0);

        assertThat(fact(RecordRules.absent(CrmObject.LEAD, ID, gone, T0.plusSeconds(99))).modifiedAt())
                .isEqualTo(T0);
        assertThat(RecordRules.absent(CrmObject.LEAD, ID, null, T0)).isInstanceOf(Decision.Skip.class);
    }

    /** Whatever happens to a record, and however old the pages are that come in between: at last the newest reading is what stands. */
    @Test
    void theLastLookStands() {
        long seed = 20_261_124;
        Random random = new Random(seed);
        for (int run = 0; run < 2_000; run++) {
            @Nullable ToldRecord told = null;
            @Nullable RecordFact there = null;
            Instant stamp = T0;
            Instant clock = T0;
            for (int step = 0; step < 12; step++) {
                clock = clock.plusSeconds(1 + random.nextInt(5));
                int what = random.nextInt(4);
                boolean isNow = what != 3;
                if (what == 0) {
                    stamp = clock;
                }
                Decision decision = what == 1
                        ? RecordRules.absent(CrmObject.LEAD, ID, told, clock)
                        : RecordRules.decide(CrmObject.LEAD, read(stamp, Map.of()), told, isNow);
                if (decision instanceof Decision.Tell tell) {
                    told = tell.told();
                    there = there == null || !tell.fact().modifiedAt().isBefore(there.modifiedAt())
                            ? tell.fact()
                            : there;
                }
            }
            Decision last = RecordRules.decide(CrmObject.LEAD, read(stamp, Map.of()), told, true);
            assertThat(there == null || !fact(last).modifiedAt().isBefore(there.modifiedAt()))
                    .as("seed %d, run %d", seed, run)
                    .isTrue();
            assertThat(fact(last).isGone()).isFalse();
        }
    }

    private static RecordFact fact(Decision decision) {
        return ((Decision.Tell) decision).fact();
    }

    private static SalesforceRecord read(Instant stamp, Map<String, String> values) {
        Map<String, String> all = new HashMap<>(values);
        all.put("Id", ID);
        all.put("SystemModstamp", stamp.toString());
        return new SalesforceRecord("Lead", all);
    }
}
