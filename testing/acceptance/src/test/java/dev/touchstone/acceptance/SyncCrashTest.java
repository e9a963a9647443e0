package dev.touchstone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.testing.emulator.Call;
import dev.touchstone.testing.marketo.lead.Population;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Sales-sync-service is killed (kill -9) again and again while people in Marketo change, are added, deleted and merged, and
 * sellers record calls. Promised: when it settles, it has exactly Marketo's people; no activity is lost, and none is in Marketo
 * twice unless it is flagged (AC-22, N14, N15, P1, P4, P5; F1, F3).
 */
@Execution(ExecutionMode.CONCURRENT)
class SyncCrashTest {
    private static final long SEED = 20_260_715;
    private static final int PEOPLE = 20_000;
    private static final int SHORTEST_LIFE_SECONDS = 5;
    private static final int LONGEST_LIFE_SECONDS = 30;

    private SyncStage stage;

    @BeforeEach
    void start() {
        stage = new SyncStage("sync-crash", 1);
    }

    @AfterEach
    void stop() {
        if (stage != null) {
            stage.close();
        }
    }

    /** For so long as the property {@code touchstone.sync.crash.seconds} says; 1,800 is done by hand. */
    @Test
    void nothingIsLostOrDoubledWhenTheServiceIsKilledAgainAndAgain() throws Exception {
        stage.marketo().leads().populate(Population.of(PEOPLE).withSeed(SEED));
        stage.startSync();
        MarketoChanges changes = new MarketoChanges(stage.marketo().leads(), PEOPLE, SEED, Duration.ofMillis(15));
        Map<String, Long> acknowledged = new ConcurrentHashMap<>();
        ActivityWriter writer =
                new ActivityWriter(() -> stage.channel(0), "call", PEOPLE, Duration.ofMillis(100), acknowledged);
        int deaths;
        try (changes;
                writer) {
            deaths = killForAWhile(new Random(SEED));
        }
        stage.awaitCaughtUp();
        ActivityTruth.awaitDelivered(stage.channel(0));
        List<Duration> resumptions = CallTruth.resumptions(stage.marketo(), stage.restarts());
        Map<String, Integer> readAgain = CallTruth.readAgain(stage.marketo());
        System.out.printf(
                "%d deaths, %d edits, %d activities, %d recorded again; %d pages and batches of people read again;%n"
                        + "from a start to the first call: median %.1f s, longest %.1f s%n",
                deaths,
                changes.count(),
                acknowledged.size(),
                writer.repeated(),
                readAgain.size(),
                resumptions.get(resumptions.size() / 2).toMillis() / 1e3,
                resumptions.getLast().toMillis() / 1e3);

        assertThat(readAgain.values().stream().mapToInt(Integer::intValue).sum())
                .as("pages and batches of people read again, one a death at most")
                .isLessThanOrEqualTo(deaths);
        SyncTruth.peopleAreMarketos(stage.marketo(), stage.database(), changes.merged());
        ActivityTruth.noneIsLostOrDoubled(stage.marketo(), stage.database(), stage.channel(0), acknowledged);
        assertThat(changes.deleted()).isNotEmpty();
        assertThat(changes.merged()).isNotEmpty();
        assertThat(stage.marketo().meter().mostInWindow()).isLessThanOrEqualTo(SyncStage.PACE);
        assertThat(stage.marketo().calls().all()).map(Call::outcome).doesNotContain("606", "607", "615", "1006");
    }

    private int killForAWhile(Random random) throws InterruptedException {
        Duration length = Duration.ofSeconds(Integer.getInteger("touchstone.sync.crash.seconds", 180));
        long end = System.nanoTime() + length.toNanos();
        int deaths = 0;
        while (deaths == 0 || System.nanoTime() < end) {
            Thread.sleep(
                    Duration.ofMillis(random.nextInt(SHORTEST_LIFE_SECONDS * 1_000, LONGEST_LIFE_SECONDS * 1_000)));
            stage.kill(0);
            stage.restart(0);
            deaths++;
        }
        return deaths;
    }
}
