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

        Decision never = RecordRules.decide(object, record, 1, null, true);
        Decision before = RecordRules.decide(object, record, 1, there(T0.minusSeconds(1), 1), true);

        assertThat(never).isInstanceOf(told ? Decision.Tell.class : Decision.Skip.class);
        assertThat(fact(before).isGone()).isEqualTo(!told);
    }

    /** AC-26, F25. */
    @Test
    void aMergedPersonSaysIntoWhom() {
        SalesforceRecord loser = read(T0, Map.of("IsDeleted", "true", "MasterRecordId", "00Q000000000002AAA"));

        RecordFact fact = fact(RecordRules.decide(CrmObject.LEAD, loser, 1, there(T0.minusSeconds(1), 1), true));

        assertThat(fact.isGone()).isTrue();
        assertThat(fact.mergedInto()).isEqualTo("00Q000000000002AAA");
        assertThat(fact.modifiedAt()).isEqualTo(T0);
    }

    @Test
    void aMergedAccountHasNoWinnerInTheContract() {
        SalesforceRecord loser = read(T0, Map.of("IsDeleted", "true", "MasterRecordId", "001000000000002AAA"));

        RecordFact fact = fact(RecordRules.decide(CrmObject.ACCOUNT, loser, 1, there(T0.minusSeconds(1), 1), true));

        assertThat(fact.mergedInto()).isEmpty();
    }

    @ParameterizedTest(name = "stamp {0} s after, same content {1}, gone before {2}, now {3}: {4} us after")
    @CsvSource({
        // A newer stamp is the time.
        "5, false, false, true, 5000000",
        "5, true, false, false, 5000000",
        "5, false, true, false, 5000000",
        // The same again has the same time, so that it is no news there.
        "0, true, false, true, 0",
        "0, true, false, false, 0",
        // Two changes in one second, a formula, a restored record: just after.
        "0, false, false, true, 1",
        "0, false, true, true, 1",
        "-9, false, true, true, 1",
        "-9, false, false, true, 1",
    })
    void theTimeGrowsWithEachChange(long stamp, boolean same, boolean gone, boolean isNow, long micros) {
        ToldRecord before = gone ? new ToldRecord(ID, true, T0, 0) : there(T0, same ? 1 : 2);

        Decision decision = RecordRules.decide(CrmObject.LEAD, read(T0.plusSeconds(stamp), Map.of()), 1, before, isNow);

        assertThat(fact(decision).modifiedAt()).isEqualTo(T0.plus(micros, ChronoUnit.MICROS));
        assertThat(((Decision.Tell) decision).told()).isEqualTo(there(T0.plus(micros, ChronoUnit.MICROS), 1));
    }

    /** AC-20, with a job of Salesforce. */
    @Test
    void aJobThatIsOlderThanWhatWasToldChangesNothing() {
        SalesforceRecord old = read(T0, Map.of());

        assertThat(RecordRules.decide(CrmObject.LEAD, old, 1, there(T0.plusSeconds(10), 2), false))
                .isInstanceOf(Decision.LookAgain.class);
        assertThat(RecordRules.decide(CrmObject.LEAD, old, 1, new ToldRecord(ID, true, T0.plusSeconds(10), 0), false))
                .isInstanceOf(Decision.LookAgain.class);
    }

    @Test
    void whatIsStillGoneIsToldWithTheSameTime() {
        ToldRecord gone = new ToldRecord(ID, true, T0, 0);

        assertThat(fact(RecordRules.absent(CrmObject.LEAD, ID, gone, T0.plusSeconds(99)))
                        .modifiedAt())
                .isEqualTo(T0);
        assertThat(fact(RecordRules.absent(CrmObject.LEAD, ID, there(T0.plusSeconds(100), 1), T0.plusSeconds(99)))
                        .modifiedAt())
                .isEqualTo(T0.plusSeconds(100).plus(1, ChronoUnit.MICROS));
        assertThat(RecordRules.absent(CrmObject.LEAD, ID, null, T0)).isInstanceOf(Decision.Skip.class);
    }

    /** Whatever happens to a record within seconds, and however old the results of jobs are that come in between: what was read last stands. */
    @Test
    void theLastReadingStands() {
        long seed = 20_261_124;
        Random random = new Random(seed);
        for (int run = 0; run < 2_000; run++) {
            @Nullable ToldRecord told = null;
            @Nullable RecordFact kept = null;
            Instant clock = T0;
            long content = 0;
            Instant stamp = T0;
            boolean isThere = true;
            for (int step = 0; step < 12; step++) {
                clock = clock.plusMillis(random.nextInt(700));
                if (random.nextBoolean()) {
                    content++;
                    isThere = random.nextInt(4) > 0;
                    stamp = clock.truncatedTo(ChronoUnit.SECONDS);
                }
                boolean isJob = random.nextInt(3) == 0;
                SalesforceRecord record = isJob
                        ? read(T0.minusSeconds(random.nextInt(3)), Map.of())
                        : read(stamp, Map.of("IsDeleted", Boolean.toString(!isThere)));
                Decision decision = RecordRules.decide(CrmObject.LEAD, record, isJob ? -1 : content, told, !isJob);
                if (decision instanceof Decision.Tell tell) {
                    told = tell.told();
                    kept = kept == null || tell.fact().modifiedAt().isAfter(kept.modifiedAt()) ? tell.fact() : kept;
                }
            }
            SalesforceRecord last = read(stamp, Map.of("IsDeleted", Boolean.toString(!isThere)));
            Decision decision = RecordRules.decide(CrmObject.LEAD, last, content, told, true);
            if (decision instanceof Decision.Tell tell) {
                boolean stands = kept == null
                        || tell.fact().modifiedAt().isAfter(kept.modifiedAt())
                        || (told != null
                                && told.digest() == tell.told().digest()
                                && told.gone() == tell.told().gone());
                assertThat(stands).as("seed %d, run %d", seed, run).isTrue();
                assertThat(tell.fact().isGone()).isEqualTo(!isThere);
            }
        }
    }

    private static ToldRecord there(Instant at, long digest) {
        return new ToldRecord(ID, false, at, digest);
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
