package dev.touchstone.salessync.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.salessync.marketo.CallOutcome;
import dev.touchstone.salessync.marketo.Lane;
import dev.touchstone.salessync.marketo.MarketoError;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GateRulesTest {
    private static final Duration WINDOW = GateTrial.LIMITS.window();
    private final GateTrial gate = new GateTrial(GateTrial.LIMITS);

    /**
     * AC-17, AC-30: whenever Marketo counts a call between its start and its end, no 20 seconds see more than 50 and no moment
     * more than 5, whatever the lanes, the latencies and the answers are.
     */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void noWindowEverSeesMoreCallsThanItHasAndNoMomentMoreThanThereArePlaces(long seed) {
        Random random = new Random(seed);
        Deque<GateTrial.Call> open = new ArrayDeque<>();
        List<Instant> counted = new ArrayList<>();
        for (int step = 0; step < 20_000; step++) {
            Lane lane = Lane.values()[random.nextInt(Lane.values().length)];
            if (gate.ask(lane) instanceof Decision.Granted) {
                open.addLast(gate.calls().get(gate.calls().size() - 1));
            }
            gate.pass(Duration.ofMillis(random.nextInt(40)));
            if (!open.isEmpty() && random.nextInt(4) == 0) {
                GateTrial.Call call = open.removeFirst();
                long life = Duration.between(call.granted, gate.now()).toMillis();
                counted.add(call.granted.plusMillis(life == 0 ? 0 : random.nextLong(life)));
                gate.end(call, random.nextInt(500) == 0 ? CallOutcome.TOO_CONCURRENT : CallOutcome.ANSWERED);
            }
            assertThat(open).describedAs("seed %d, step %d", seed, step).hasSizeLessThanOrEqualTo(5);
        }
        counted.sort(null);
        assertThat(counted).hasSizeGreaterThan(500);
        for (int i = 50; i < counted.size(); i++) {
            assertThat(Duration.between(counted.get(i - 50), counted.get(i)))
                    .describedAs("seed %d, call %d", seed, i)
                    .isGreaterThanOrEqualTo(WINDOW);
        }
    }

    /** A burst in the background leaves room for those who cannot wait. */
    @Test
    void aBackgroundLaneLeavesATenthOfTheWindowAndOnePlace() {
        assertThat(burst(Lane.SNAPSHOT)).isEqualTo(45);
        assertThat(burst(Lane.INTERACTIVE)).isEqualTo(3);
        assertThat(burst(Lane.OPT_OUT)).isEqualTo(2);

        gate.pass(WINDOW);
        for (int place = 1; place <= 4; place++) {
            gate.begin(Lane.FEED);
        }
        assertThat(gate.ask(Lane.FEED)).isInstanceOf(Decision.Wait.class);
        gate.begin(Lane.INTERACTIVE);
        assertThat(gate.ask(Lane.OPT_OUT)).isInstanceOf(Decision.Wait.class);
    }

    private int burst(Lane lane) {
        int calls = 0;
        while (gate.ask(lane) instanceof Decision.Granted) {
            gate.end(gate.calls().get(gate.calls().size() - 1), CallOutcome.ANSWERED);
            calls++;
        }
        return calls;
    }

    /** AC-30, F7: after 606 the window passes, and the following minute sees at most 25 calls in 20 seconds. */
    @Test
    void afterARateErrorNobodyCallsForAWindowAndThenHalfAsMany() {
        GateTrial.Call refused = gate.begin(Lane.ACTIVITY);
        gate.end(refused, CallOutcome.RATE_EXCEEDED);
        assertThat(gate.ask(Lane.OPT_OUT))
                .isInstanceOfSatisfying(
                        Decision.Wait.class, wait -> assertThat(wait.atLeast()).isEqualTo(WINDOW));

        gate.pass(WINDOW.plusMillis(1));
        assertThat(burst(Lane.OPT_OUT)).isEqualTo(25);
        gate.pass(WINDOW);
        assertThat(burst(Lane.OPT_OUT)).isEqualTo(25);
        gate.pass(Duration.ofMinutes(1));
        assertThat(burst(Lane.OPT_OUT)).isEqualTo(30);
        gate.pass(Duration.ofMinutes(5));
        assertThat(burst(Lane.OPT_OUT)).isEqualTo(50);
    }

    @Test
    void a615TakesAwayOnePlaceForAMinute() {
        GateTrial.Call refused = gate.begin(Lane.OPT_OUT);
        gate.end(refused, CallOutcome.TOO_CONCURRENT);
        for (int place = 1; place <= 4; place++) {
            gate.begin(Lane.OPT_OUT);
        }
        assertThat(gate.ask(Lane.OPT_OUT)).isInstanceOf(Decision.Wait.class);
        gate.pass(Duration.ofSeconds(60));
        gate.begin(Lane.OPT_OUT);
    }

    /** The highest lane that waits is served first, and one that waited for a whole window gets one call before it. */
    @Test
    void theHighestWaitingLaneGoesFirstUnlessAnotherStarves() {
        List<GateTrial.Call> open = new ArrayList<>();
        for (int place = 1; place <= 5; place++) {
            open.add(gate.begin(Lane.OPT_OUT));
        }
        gate.ask(Lane.RECONCILE);
        gate.ask(Lane.FEED);
        gate.end(open.remove(0), CallOutcome.ANSWERED);
        gate.end(open.remove(0), CallOutcome.ANSWERED);
        assertThat(gate.ask(Lane.RECONCILE)).isInstanceOf(Decision.Wait.class);
        open.add(gate.begin(Lane.FEED));

        // It asks again and again; in between a storm of higher lanes takes every place.
        for (int i = 0; i < 200; i++) {
            gate.pass(Duration.ofMillis(100));
            gate.ask(Lane.RECONCILE);
            gate.ask(Lane.OPT_OUT);
        }
        gate.end(
                gate.calls().stream()
                        .filter(call -> call.ended == null)
                        .findFirst()
                        .orElseThrow(),
                CallOutcome.ANSWERED);
        gate.end(
                gate.calls().stream()
                        .filter(call -> call.ended == null)
                        .findFirst()
                        .orElseThrow(),
                CallOutcome.ANSWERED);
        assertThat(gate.ask(Lane.OPT_OUT)).isInstanceOf(Decision.Wait.class);
        assertThat(gate.ask(Lane.RECONCILE)).isInstanceOf(Decision.Granted.class);
        assertThat(gate.ask(Lane.OPT_OUT)).isInstanceOf(Decision.Granted.class);
    }

    @Test
    void aLaneThatStoppedAskingIsForgotten() {
        for (int place = 1; place <= 5; place++) {
            gate.begin(Lane.OPT_OUT);
        }
        gate.ask(Lane.INTERACTIVE);
        GateTrial.Call first = gate.calls().get(0);
        gate.end(first, CallOutcome.ANSWERED);
        gate.end(gate.calls().get(1), CallOutcome.ANSWERED);
        assertThat(gate.ask(Lane.FEED)).isInstanceOf(Decision.Wait.class);
        gate.pass(Duration.ofSeconds(2));
        assertThat(gate.ask(Lane.FEED)).isInstanceOf(Decision.Granted.class);
    }

    /** AC-31, F8: nobody calls until a minute after midnight, and then one. */
    @Test
    void aUsedUpQuotaParksEveryLaneUntilAMinuteAfterMidnight() {
        gate.end(gate.begin(Lane.FEED), CallOutcome.QUOTA_USED_UP);
        for (Lane lane : Lane.values()) {
            assertThat(gate.ask(lane))
                    .isInstanceOfSatisfying(
                            Decision.Refused.class,
                            refused -> assertThat(refused.error())
                                    .isEqualTo(new MarketoError.QuotaUsedUp(
                                            true,
                                            Instant.parse("2026-07-16T05:00:00Z"),
                                            Instant.parse("2026-07-16T05:01:00Z"))));
        }
        gate.pass(Duration.between(gate.now(), Instant.parse("2026-07-16T05:00:59Z")));
        assertThat(gate.ask(Lane.OPT_OUT)).isInstanceOf(Decision.Refused.class);
        gate.pass(Duration.ofSeconds(1));
        GateTrial.Call probe = gate.begin(Lane.FEED);
        assertThat(gate.ask(Lane.OPT_OUT)).isInstanceOf(Decision.Refused.class);
        gate.end(probe, CallOutcome.ANSWERED);
        gate.begin(Lane.OPT_OUT);
    }

    /** F9: the reset comes three minutes later by Marketo's clock: the probe fails, the next is an hour later. */
    @Test
    void aProbeThatFailsIsRepeatedHourly() {
        gate.end(gate.begin(Lane.FEED), CallOutcome.QUOTA_USED_UP);
        gate.pass(Duration.between(gate.now(), Instant.parse("2026-07-16T05:01:00Z")));
        gate.end(gate.begin(Lane.FEED), CallOutcome.QUOTA_USED_UP);

        gate.pass(Duration.ofHours(1).minusMillis(1));
        assertThat(gate.ask(Lane.FEED))
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        refused -> assertThat(refused.error())
                                .isEqualTo(new MarketoError.QuotaUsedUp(
                                        true,
                                        Instant.parse("2026-07-16T06:01:00Z"),
                                        Instant.parse("2026-07-16T06:01:00Z"))));
        gate.pass(Duration.ofMillis(1));
        gate.end(gate.begin(Lane.FEED), CallOutcome.ANSWERED);
        gate.begin(Lane.SNAPSHOT);
    }

    /** A probe that nobody answers says nothing about the quota. */
    @Test
    void aProbeWithoutAnAnswerIsRepeatedAfterAMinute() {
        gate.end(gate.begin(Lane.FEED), CallOutcome.QUOTA_USED_UP);
        gate.pass(Duration.between(gate.now(), Instant.parse("2026-07-16T05:01:00Z")));
        gate.end(gate.begin(Lane.FEED), CallOutcome.FAILED);
        assertThat(gate.ask(Lane.FEED)).isInstanceOf(Decision.Refused.class);
        gate.pass(Duration.ofMinutes(1));
        assertThat(gate.begin(Lane.FEED).probe).isTrue();
    }

    @Test
    void calls607InHandWhenAnotherWasParkedSayNothingNew() {
        GateTrial.Call one = gate.begin(Lane.FEED);
        GateTrial.Call two = gate.begin(Lane.FEED);
        gate.end(one, CallOutcome.QUOTA_USED_UP);
        Parking parked = gate.state().parking();
        gate.end(two, CallOutcome.QUOTA_USED_UP);
        assertThat(gate.state().parking()).isEqualTo(parked);
    }

    /** 60 percent is ours; of that, opt-outs have 10 to themselves. */
    @Test
    void ourShareEndsTheDayEarlierForAllButOptOuts() {
        GateTrial small = new GateTrial(new BudgetLimits(1_000, WINDOW, 5, 100, 60, 10));
        for (int call = 1; call <= 50; call++) {
            small.end(small.begin(Lane.FEED), CallOutcome.ANSWERED);
        }
        assertThat(small.ask(Lane.INTERACTIVE))
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        refused -> assertThat(refused.error())
                                .isEqualTo(new MarketoError.QuotaUsedUp(
                                        false,
                                        Instant.parse("2026-07-16T05:00:00Z"),
                                        Instant.parse("2026-07-16T05:01:00Z"))));
        for (int call = 1; call <= 10; call++) {
            small.end(small.begin(Lane.OPT_OUT), CallOutcome.ANSWERED);
        }
        assertThat(small.ask(Lane.OPT_OUT)).isInstanceOf(Decision.Refused.class);
        // Clocks differ: the new day begins a minute after midnight, and until then its calls are not far away.
        small.pass(Duration.between(small.now(), Instant.parse("2026-07-16T05:00:59Z")));
        assertThat(small.ask(Lane.SNAPSHOT))
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        refused -> assertThat(refused.error())
                                .isEqualTo(new MarketoError.QuotaUsedUp(
                                        false,
                                        Instant.parse("2026-07-16T05:00:00Z"),
                                        Instant.parse("2026-07-16T05:01:00Z"))));
        small.pass(Duration.ofSeconds(1));
        small.begin(Lane.SNAPSHOT);
    }

    /** P10, R-I-8: reading everybody never takes what feeds, activities and people who wait need until midnight. */
    @Test
    void readingEverybodyLeavesTheOthersTheirPartOfTheDay() {
        GateTrial small = new GateTrial(new BudgetLimits(1_000, WINDOW, 5, 100, 60, 10));
        for (int call = 1; call <= 30; call++) {
            small.end(small.begin(call % 2 == 0 ? Lane.SNAPSHOT : Lane.RECONCILE), CallOutcome.ANSWERED);
        }
        for (Lane lane : List.of(Lane.SNAPSHOT, Lane.RECONCILE)) {
            assertThat(small.ask(lane))
                    .isInstanceOfSatisfying(
                            Decision.Refused.class,
                            refused -> assertThat(refused.error())
                                    .isInstanceOfSatisfying(
                                            MarketoError.QuotaUsedUp.class,
                                            used -> assertThat(used.byMarketo()).isFalse()));
        }
        for (int call = 1; call <= 20; call++) {
            Lane lane = List.of(Lane.FEED, Lane.ACTIVITY, Lane.INTERACTIVE).get(call % 3);
            small.end(small.begin(lane), CallOutcome.ANSWERED);
        }
        assertThat(small.ask(Lane.FEED)).isInstanceOf(Decision.Refused.class);
    }

    /**
     * AC-31, F9: Marketo's day begins later than ours. A 607 in the first hours of ours, by whoever was not parked before midnight, parks for
     * an hour and not for another day.
     */
    @Test
    void a607ShortlyAfterMidnightIsTriedAgainHourly() {
        gate.pass(Duration.between(gate.now(), Instant.parse("2026-07-16T05:01:30Z")));
        gate.end(gate.begin(Lane.ACTIVITY), CallOutcome.QUOTA_USED_UP);
        assertThat(gate.state().parking().until()).isEqualTo("2026-07-16T06:01:30Z");
        gate.pass(Duration.ofHours(1));
        gate.end(gate.begin(Lane.ACTIVITY), CallOutcome.ANSWERED);
        gate.begin(Lane.OPT_OUT);

        // Later in the day it is the day's end.
        gate.pass(Duration.ofHours(3));
        gate.end(gate.begin(Lane.ACTIVITY), CallOutcome.QUOTA_USED_UP);
        assertThat(gate.state().parking().until()).isEqualTo("2026-07-17T05:01:00Z");
    }

    /** The starred codes of Marketo's list. */
    @Test
    void callsThatMarketoDoesNotChargeForAreGivenBack() {
        gate.end(gate.begin(Lane.FEED), CallOutcome.ANSWERED_FREE);
        gate.end(gate.begin(Lane.FEED), CallOutcome.FAILED_FREE);
        gate.end(gate.begin(Lane.FEED), CallOutcome.ANSWERED);
        assertThat(gate.state().day().used(Lane.FEED)).isEqualTo(1);
    }

    /** 3.3: the breaker opens after 20 failures in 60 seconds if more than half failed, and probes every 30 seconds. */
    @Test
    void anOutageOpensTheBreakerAndTheFirstAnswerToAProbeClosesIt() {
        for (int call = 1; call <= 20; call++) {
            gate.end(gate.begin(Lane.FEED), CallOutcome.FAILED);
            gate.pass(Duration.ofSeconds(1));
        }
        Instant opened = gate.now().minusSeconds(1);
        assertThat(gate.ask(Lane.OPT_OUT))
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        refused -> assertThat(refused.error())
                                .isEqualTo(new MarketoError.BreakerOpen(opened.plusSeconds(30))));
        gate.pass(Duration.ofSeconds(29));
        GateTrial.Call probe = gate.begin(Lane.FEED);
        assertThat(gate.ask(Lane.FEED)).isInstanceOf(Decision.Refused.class);
        gate.end(probe, CallOutcome.FAILED);
        gate.pass(Duration.ofSeconds(29));
        assertThat(gate.ask(Lane.FEED)).isInstanceOf(Decision.Refused.class);
        gate.pass(Duration.ofSeconds(1));
        gate.end(gate.begin(Lane.FEED), CallOutcome.ANSWERED);
        gate.begin(Lane.FEED);
    }

    @Test
    void failuresAmongMoreAnswersAndFailuresOverMoreThanAMinuteLeaveTheBreakerClosed() {
        for (int call = 1; call <= 20; call++) {
            gate.end(gate.begin(Lane.OPT_OUT), CallOutcome.ANSWERED);
            gate.end(gate.begin(Lane.OPT_OUT), CallOutcome.FAILED);
            gate.pass(Duration.ofSeconds(1));
        }
        assertThat(gate.state().breaker().isOpen()).isFalse();
        gate.pass(Duration.ofMinutes(2));
        for (int call = 1; call <= 40; call++) {
            gate.end(gate.begin(Lane.FEED), CallOutcome.FAILED);
            gate.pass(Duration.ofSeconds(4));
        }
        assertThat(gate.state().breaker().isOpen()).isFalse();
    }
}
