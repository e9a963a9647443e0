package dev.touchstone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.testing.emulator.Call;
import dev.touchstone.testing.marketo.activity.ActivityLog.Received;
import dev.touchstone.testing.marketo.lead.Population;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Two replicas of sales-sync-service on one database (F36, AC-99). Promised: one of them reads the feeds, each page once; both
 * together keep one pace; either may die or freeze, and the other goes on; what a frozen one does when it wakes counts for
 * nothing.
 */
@Execution(ExecutionMode.CONCURRENT)
class SyncReplicasTest {
    private static final String TYPES = "/rest/v1/activities/external/type/";
    private static final long SEED = 99;
    private static final int PEOPLE = 2_000;
    private static final int REPLICAS = 2;
    private static final int LOOKS = 3;
    private static final Duration FROZEN = Duration.ofSeconds(12);

    private SyncStage stage;

    @BeforeEach
    void start() {
        stage = new SyncStage("sync-replicas", REPLICAS);
        stage.marketo().leads().populate(Population.of(PEOPLE).withSeed(SEED));
        stage.startSync();
        stage.awaitLive();
    }

    @AfterEach
    void stop() {
        if (stage != null) {
            stage.close();
        }
    }

    private MarketoChanges changes() {
        return new MarketoChanges(stage.marketo().leads(), PEOPLE, SEED, Duration.ofMillis(30));
    }

    private ActivityWriter writer(int replica, String prefix, Map<String, Long> acknowledged) {
        return new ActivityWriter(() -> stage.channel(replica), prefix, PEOPLE, Duration.ofMillis(100), acknowledged);
    }

    @Test
    @Execution(ExecutionMode.SAME_THREAD)
    void oneReadsTheFeedsAndNoCallIsMadeTwice() throws Exception {
        Map<String, Long> acknowledged = new ConcurrentHashMap<>();
        MarketoChanges changes = changes();
        ActivityWriter first = writer(0, "first", acknowledged);
        ActivityWriter second = writer(1, "second", acknowledged);
        try (changes;
                first;
                second) {
            stage.awaitFeedReads(5 * LOOKS);
        }
        isMarketos(changes, acknowledged);

        assertThat(CallTruth.readAgain(stage.marketo()))
                .as("pages and batches of people that were read twice")
                .isEmpty();
        assertThat(stage.marketo().activities().received(ActivityTruth.KEY))
                .map(Received::copies)
                .containsOnly(1);
        assertThat(stage.marketo().meter().mostInFlight()).isLessThanOrEqualTo(5);
        assertThat(stage.marketo().calls().all())
                .filteredOn(call -> !isLookAtNewType(call))
                .map(Call::outcome)
                .containsOnly("ok");
    }

    /** One may look at the activity type that the other one is just making, and that has no approved version yet. */
    private static boolean isLookAtNewType(Call call) {
        return call.path().startsWith(TYPES)
                && call.path().endsWith("/describe.json")
                && call.outcome().equals("1013");
    }

    /** AC-99: whichever holds the leases, each of the two freezes once for much longer than they last, and dies once. */
    @Test
    @Execution(ExecutionMode.SAME_THREAD)
    void eitherMayFreezeOrDieAndTheOtherGoesOn() throws Exception {
        Map<String, Long> acknowledged = new ConcurrentHashMap<>();
        MarketoChanges changes = changes();
        try (changes) {
            for (int frozen = 0; frozen < REPLICAS; frozen++) {
                ActivityWriter writer = writer(1 - frozen, "frozen-" + frozen, acknowledged);
                try (writer) {
                    stage.freeze(frozen, true);
                    Thread.sleep(FROZEN);
                    stage.awaitFeedReads(LOOKS);
                    stage.freeze(frozen, false);
                    stage.awaitFeedReads(LOOKS);
                }
            }
            for (int dead = 0; dead < REPLICAS; dead++) {
                ActivityWriter writer = writer(1 - dead, "dead-" + dead, acknowledged);
                try (writer) {
                    stage.kill(dead);
                    stage.awaitFeedReads(LOOKS);
                    stage.restart(dead);
                }
            }
        }
        isMarketos(changes, acknowledged);
    }

    private void isMarketos(MarketoChanges changes, Map<String, Long> acknowledged) {
        stage.awaitCaughtUp();
        ActivityTruth.awaitDelivered(stage.channel(0));
        SyncTruth.peopleAreMarketos(stage.marketo(), stage.database(), changes.merged());
        ActivityTruth.noneIsLostOrDoubled(stage.marketo(), stage.database(), stage.channel(1), acknowledged);
        assertThat(stage.marketo().meter().mostInWindow()).isLessThanOrEqualTo(SyncStage.PACE);
    }
}
