package dev.touchstone.salessync.budget;

import static dev.touchstone.salessync.salesforce.limit.SalesforceLane.ACTIVITY;
import static dev.touchstone.salessync.salesforce.limit.SalesforceLane.INTERACTIVE;
import static dev.touchstone.salessync.salesforce.limit.SalesforceLane.OPT_OUT;
import static dev.touchstone.salessync.salesforce.limit.SalesforceLane.RECONCILE;
import static dev.touchstone.salessync.salesforce.limit.SalesforceLane.REMINDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.salessync.salesforce.error.SalesforceError;
import dev.touchstone.salessync.salesforce.limit.SalesforceLane;
import dev.touchstone.salessync.salesforce.limit.SalesforceOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may call Salesforce when: 3.2.5. */
class OrgRulesTest {
    private static final OrgShare SHARE = new OrgShare(30, 5);
    private final OrgTrial gate = new OrgTrial(SHARE);

    /**
     * Whatever the lanes, the latencies and the answers are: never more calls at a time than there are places, never more calls of ours
     * in 24 hours than our share, and never more of a lane than its part, but of opt-outs.
     */
    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33, 34})
    void noDaySeesMoreThanOurShareAndNoLaneMoreThanItsPart(long seed) {
        Random random = new Random(seed);
        long max = 1_000;
        gate.tell(0, max);
        Deque<OrgTrial.Call> open = new ArrayDeque<>();
        for (int step = 0; step < 20_000; step++) {
            SalesforceLane lane = SalesforceLane.values()[random.nextInt(SalesforceLane.values().length)];
            if (gate.ask(lane) instanceof Decision.Granted) {
                open.addLast(gate.calls().get(gate.calls().size() - 1));
            }
            gate.pass(Duration.ofSeconds(random.nextInt(60)));
            if (!open.isEmpty() && random.nextInt(3) == 0) {
                gate.end(open.removeFirst(), SalesforceOutcome.ANSWERED);
            }
            if (random.nextInt(50) == 0) {
                gate.tell(random.nextInt(800), max);
            }
            assertThat(open).describedAs("seed %d, step %d", seed, step).hasSizeLessThanOrEqualTo(5);
        }
        for (SalesforceLane lane : SalesforceLane.values()) {
            List<Instant> times = gate.calls().stream()
                    .filter(call -> call.lane == lane)
                    .map(call -> call.granted)
                    .toList();
            assertThat(times).describedAs("seed %d, %s", seed, lane).isNotEmpty();
            int most = lane == OPT_OUT ? 300 : (int) (300L * lane.sharePercent() / 100);
            assertThat(mostInADay(times)).describedAs("seed %d, %s", seed, lane).isLessThanOrEqualTo(most);
        }
        List<Instant> all = gate.calls().stream().map(call -> call.granted).toList();
        assertThat(mostInADay(all)).describedAs("seed %d", seed).isLessThanOrEqualTo(300);
        assertThat(all).describedAs("seed %d", seed).hasSizeGreaterThan(600);
    }

    private static int mostInADay(List<Instant> sorted) {
        int most = 0;
        int from = 0;
        for (int to = 0; to < sorted.size(); to++) {
            while (!sorted.get(from).plus(Duration.ofHours(24)).isAfter(sorted.get(to))) {
                from++;
            }
            most = Math.max(most, to - from + 1);
        }
        return most;
    }

    /** Whatever the others did before, opt-outs have their tenth; and they may use what the others leave. */
    @Test
    void everyLaneHasItsPartAndOptOutsHaveEverybodys() {
        gate.tell(0, 1_000);
        assertThat(gate.burst(ACTIVITY)).isEqualTo(120);
        assertThat(gate.burst(INTERACTIVE)).isEqualTo(60);
        assertThat(gate.burst(RECONCILE)).isEqualTo(30);
        assertThat(gate.burst(OPT_OUT)).isEqualTo(30 + 60);
        assertThat(gate.refusal(OPT_OUT)).isInstanceOf(SalesforceError.QuotaUsedUp.class);
        assertThat(gate.refusal(REMINDER)).isInstanceOf(SalesforceError.QuotaUsedUp.class);
    }

    /** The share comes back as the hours of yesterday count no more. */
    @Test
    void theDayRolls() {
        gate.tell(0, 1_000);
        assertThat(gate.burst(RECONCILE)).isEqualTo(30);
        gate.pass(Duration.ofHours(24));
        assertThat(gate.refusal(RECONCILE)).isInstanceOfSatisfying(SalesforceError.QuotaUsedUp.class, refused -> {
            assertThat(refused.bySalesforce()).isFalse();
            assertThat(refused.retryAt()).isEqualTo(gate.now().plus(Duration.ofMinutes(10)));
        });
        gate.pass(Duration.ofMinutes(25));
        assertThat(gate.refusal(RECONCILE))
                .isInstanceOfSatisfying(
                        SalesforceError.QuotaUsedUp.class,
                        refused -> assertThat(refused.retryAt()).isEqualTo(Instant.parse("2026-07-16T20:00:00Z")));
        gate.pass(Duration.ofMinutes(5));
        assertThat(gate.burst(RECONCILE)).isEqualTo(30);
    }

    /** AC-55: 99,000 of 110,000 is 90 %, and only opt-outs go out. */
    @ParameterizedTest
    @EnumSource(SalesforceLane.class)
    void from90PercentOnOnlyOptOutsGoOut(SalesforceLane lane) {
        gate.tell(98_998, 110_000);
        gate.end(gate.begin(lane), SalesforceOutcome.ANSWERED);
        gate.tell(99_000, 110_000);
        assertThat(gate.state().usage().percent()).isEqualTo(90.0);
        if (lane == OPT_OUT) {
            gate.begin(lane);
        } else {
            assertThat(gate.refusal(lane)).isInstanceOf(SalesforceError.QuotaUsedUp.class);
        }
    }

    /** Our own calls count before Salesforce tells of them, and what was told a day ago counts no more. */
    @Test
    void whatWeCalledSinceCountsAsUsed() {
        gate.tell(899, 1_000);
        gate.end(gate.begin(ACTIVITY), SalesforceOutcome.ANSWERED);
        assertThat(gate.refusal(ACTIVITY)).isInstanceOf(SalesforceError.QuotaUsedUp.class);
        gate.pass(Duration.ofHours(24));
        gate.begin(ACTIVITY);
    }

    /** AC-59: after REQUEST_LIMIT_EXCEEDED nobody but an opt-out a minute calls for 15 minutes, then one call tries. */
    @Test
    void aUsedUpQuotaParksEverybodyButOptOuts() {
        gate.end(gate.begin(ACTIVITY), SalesforceOutcome.QUOTA_USED_UP);
        Instant until = gate.now().plus(Duration.ofMinutes(15));
        assertThat(gate.refusal(INTERACTIVE)).isEqualTo(new SalesforceError.QuotaUsedUp(true, until));
        assertThat(gate.refusal(OPT_OUT))
                .isEqualTo(new SalesforceError.QuotaUsedUp(true, gate.now().plus(Duration.ofMinutes(1))));
        int tries = 0;
        while (gate.now().isBefore(until)) {
            if (gate.ask(OPT_OUT) instanceof Decision.Granted) {
                gate.end(gate.calls().get(gate.calls().size() - 1), SalesforceOutcome.ANSWERED);
                tries++;
            }
            assertThat(gate.refusal(ACTIVITY)).isInstanceOf(SalesforceError.QuotaUsedUp.class);
            gate.pass(Duration.ofSeconds(15));
        }
        assertThat(tries).isEqualTo(14);

        OrgTrial.Call probe = gate.begin(ACTIVITY);
        assertThat(probe.probe).isTrue();
        assertThat(gate.refusal(ACTIVITY)).isInstanceOf(SalesforceError.QuotaUsedUp.class);
        gate.end(probe, SalesforceOutcome.ANSWERED);
        gate.begin(ACTIVITY);
    }

    /** 3.2.7: probes after 15, 30, 60 and again 60 minutes; what was under way lengthens nothing. */
    @Test
    void eachRefusedProbeWaitsLonger() {
        OrgTrial.Call first = gate.begin(ACTIVITY);
        OrgTrial.Call second = gate.begin(ACTIVITY);
        gate.end(first, SalesforceOutcome.QUOTA_USED_UP);
        gate.end(second, SalesforceOutcome.QUOTA_USED_UP);
        for (int minutes : List.of(15, 30, 60, 60)) {
            gate.pass(Duration.ofMinutes(minutes).minusSeconds(1));
            assertThat(gate.refusal(RECONCILE)).isInstanceOf(SalesforceError.QuotaUsedUp.class);
            gate.pass(Duration.ofSeconds(1));
            gate.end(gate.begin(RECONCILE), SalesforceOutcome.QUOTA_USED_UP);
        }
        gate.pass(Duration.ofMinutes(60));
        gate.end(gate.begin(RECONCILE), SalesforceOutcome.ANSWERED);
        gate.end(gate.begin(ACTIVITY), SalesforceOutcome.QUOTA_USED_UP);
        gate.pass(Duration.ofMinutes(15));
        gate.begin(ACTIVITY);
    }

    /** A probe of which nothing is heard does not park everybody for ever. */
    @Test
    void aLostProbeIsFollowedByAnother() {
        gate.end(gate.begin(ACTIVITY), SalesforceOutcome.QUOTA_USED_UP);
        gate.pass(Duration.ofMinutes(15));
        gate.begin(ACTIVITY);
        gate.pass(Duration.ofMinutes(11));
        OrgTrial.Call next = gate.begin(ACTIVITY);
        gate.end(next, SalesforceOutcome.FAILED);
        gate.pass(Duration.ofMinutes(1));
        gate.begin(ACTIVITY);
    }

    /** 3.2.7: too many long calls halve the places, which come back one a minute. */
    @ParameterizedTest
    @CsvSource({"5, 2", "8, 4", "2, 1", "1, 1"})
    void tooManyLongCallsHalveThePlaces(int places, int left) {
        OrgTrial trial = new OrgTrial(new OrgShare(30, places));
        trial.end(trial.begin(OPT_OUT), SalesforceOutcome.TOO_CONCURRENT);
        assertThat(open(trial)).isEqualTo(left);
        trial.pass(Duration.ofMinutes(1));
        assertThat(open(trial)).isEqualTo(Math.min(places, left + 1) - left);
        trial.pass(Duration.ofMinutes(10));
        assertThat(trial.calls().stream().filter(call -> call.ended == null).count() + open(trial))
                .isEqualTo(places);
    }

    private static long open(OrgTrial trial) {
        long begun = 0;
        while (trial.ask(OPT_OUT) instanceof Decision.Granted) {
            begun++;
        }
        return begun;
    }

    /** A lane in the background leaves a place; a higher lane that waits goes first. */
    @Test
    void optOutsFindAPlaceAndGoFirst() {
        List<OrgTrial.Call> open = new ArrayList<>();
        for (int place = 1; place <= 4; place++) {
            open.add(gate.begin(ACTIVITY));
        }
        assertThat(gate.ask(ACTIVITY)).isInstanceOf(Decision.Wait.class);
        open.add(gate.begin(OPT_OUT));
        assertThat(gate.ask(OPT_OUT)).isInstanceOf(Decision.Wait.class);
        gate.end(open.remove(0), SalesforceOutcome.ANSWERED);
        gate.end(open.remove(0), SalesforceOutcome.ANSWERED);
        assertThat(gate.ask(ACTIVITY)).isInstanceOf(Decision.Wait.class);
        gate.begin(OPT_OUT);
    }

    /** 20 failures in 60 seconds, more than half of the calls: everybody waits, one call tries every 30 seconds. */
    @Test
    void anOutageIsLeftAlone() {
        for (int call = 1; call <= 20; call++) {
            gate.end(gate.begin(INTERACTIVE), SalesforceOutcome.FAILED);
            gate.pass(Duration.ofSeconds(1));
        }
        assertThat(gate.refusal(OPT_OUT)).isInstanceOf(SalesforceError.BreakerOpen.class);
        gate.pass(Duration.ofSeconds(29));
        OrgTrial.Call probe = gate.begin(OPT_OUT);
        assertThat(gate.refusal(OPT_OUT)).isInstanceOf(SalesforceError.BreakerOpen.class);
        gate.end(probe, SalesforceOutcome.ANSWERED);
        gate.begin(ACTIVITY);
    }

    /** An opt-out that tries while calls are parked and Salesforce was down frees nobody. */
    @Test
    void anOptOutThatTriesDecidesNothingForTheOthers() {
        OrgTrial.Call underWay = gate.begin(ACTIVITY);
        for (int call = 1; call <= 20; call++) {
            gate.end(gate.begin(INTERACTIVE), SalesforceOutcome.FAILED);
        }
        gate.end(underWay, SalesforceOutcome.QUOTA_USED_UP);
        gate.pass(Duration.ofMinutes(2));
        OrgTrial.Call optOut = gate.begin(OPT_OUT);
        assertThat(optOut.probe).isFalse();
        gate.end(optOut, SalesforceOutcome.ANSWERED);
        assertThat(gate.refusal(ACTIVITY)).isInstanceOf(SalesforceError.QuotaUsedUp.class);
    }

    @Test
    void theReportAddsUp() {
        gate.tell(400, 1_000);
        gate.end(gate.begin(ACTIVITY), SalesforceOutcome.ANSWERED);
        gate.begin(OPT_OUT);
        Moment now = new Moment(gate.now(), gate.now());
        BudgetReport<SalesforceLane> report = OrgReport.of(gate.state(), SHARE, 1, now);
        assertThat(report.day().quota()).isEqualTo(1_000);
        assertThat(report.day().ownCap()).isEqualTo(300);
        assertThat(report.day().reserve()).isEqualTo(30);
        assertThat(report.day().used()).isEqualTo(2);
        assertThat(report.day().usedByOthers()).isEqualTo(400);
        assertThat(report.day().usedPercent()).isEqualTo(40.2);
        assertThat(report.day().resetAt()).isEmpty();
        assertThat(report.lanes()).map(BudgetReport.LaneUse::left).containsExactly(298L, 60L, 60L, 119L, 30L);
        assertThat(report.holds().parkedUntil()).isEmpty();
        assertThat(report.now().traffic().open()).isEqualTo(1);
    }

    @Test
    void sharesThatContradictThemselvesAreRefused() {
        assertThatThrownBy(() -> new OrgShare(0, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new OrgShare(101, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new OrgShare(30, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
