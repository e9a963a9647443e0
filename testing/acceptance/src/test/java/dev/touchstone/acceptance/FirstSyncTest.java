package dev.touchstone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.testing.emulator.Call;
import dev.touchstone.testing.marketo.lead.Population;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The first sync, as it is installed, of a tenth of the largest tenant through Marketo's documented limits. The whole of it is
 * {@code ./touchstone bench people}, which tells how long it takes, too.
 */
@Execution(ExecutionMode.CONCURRENT)
class FirstSyncTest {
    private static final int PEOPLE = 150_000;
    private static final int QUALIFYING = 120_000;
    private static final int PEOPLE_A_CALL = 300;
    private static final long CALLS = 520;
    private static final long MOST_PROBES = 50;
    private static final int CALLS_IN_20_SECONDS = 50;
    private static final int CALLS_AT_A_TIME = 5;

    private SyncStage stage;

    private static boolean bringsPeople(Call call) {
        return call.parameters().getOrDefault("fields", "").contains("firstName");
    }

    @BeforeEach
    void start() {
        stage = SyncStage.asInstalled("first-sync", Duration.ofMillis(300));
    }

    @AfterEach
    void stop() {
        if (stage != null) {
            stage.close();
        }
    }

    /** AC-17, N5 at a tenth: everybody who qualifies and nobody else, each read once, within the limits; nothing was refused. */
    @Test
    void everybodyIsReadOnceWithinMarketosLimits() {
        stage.marketo().leads().populate(Population.of(PEOPLE).withQualifying(QUALIFYING));
        stage.startSync();
        stage.awaitLive();

        SyncTruth.peopleAreMarketos(stage.marketo(), stage.database(), Map.of());
        assertThat(stage.database().rows("SELECT count(*) FROM person WHERE state = 'ACTIVE'"))
                .containsExactly(Integer.toString(QUALIFYING));
        Map<Boolean, Long> calls = stage.marketo().calls().ofPath("/rest/v1/leads.json").stream()
                .collect(Collectors.partitioningBy(FirstSyncTest::bringsPeople, Collectors.counting()));
        assertThat(calls.get(true)).isBetween((long) PEOPLE / PEOPLE_A_CALL, CALLS);
        assertThat(calls.get(false))
                .as("calls that look for the highest id, whatever the number of people")
                .isLessThanOrEqualTo(MOST_PROBES);
        assertThat(stage.marketo().calls().all()).map(Call::outcome).containsOnly("ok");
        assertThat(stage.marketo().meter().mostInWindow()).isLessThanOrEqualTo(CALLS_IN_20_SECONDS);
        assertThat(stage.marketo().meter().mostInFlight()).isLessThanOrEqualTo(CALLS_AT_A_TIME);
    }
}
