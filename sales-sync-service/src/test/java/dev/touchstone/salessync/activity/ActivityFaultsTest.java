package dev.touchstone.salessync.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchstone.salessync.activity.delivery.DeliverActivities;
import dev.touchstone.salessync.operations.MarketoTestResource;
import dev.touchstone.salessync.v1.ActivityDelivery;
import dev.touchstone.salessync.v1.ActivityDeliveryState;
import dev.touchstone.salessync.v1.GetActivityCountsResponse;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.testing.emulator.Fault;
import dev.touchstone.testing.marketo.activity.ActivityLog.Received;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever Marketo answers, whatever gets lost before or after its effect, and whoever dies in the middle of a call: each accepted
 * activity is in Marketo's log exactly once, unless it is flagged, and none is lost (P1, P4, N15, F36).
 */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MarketoTestResource.class)
class ActivityFaultsTest extends MarketoActivities {
    private static final int ACTIVITIES = 240;
    private static final long GONE = 999;
    private static final List<Fault> FAULTS = List.of(
            new Fault.Code("602"),
            new Fault.Code("604"),
            new Fault.Code("606"),
            new Fault.Code("608"),
            new Fault.Code("611"),
            new Fault.Code("614"),
            new Fault.Code("615"),
            new Fault.Code("713"),
            new Fault.HttpStatus(500),
            new Fault.HttpStatus(502),
            new Fault.HtmlBody(),
            new Fault.DropRequest(),
            new Fault.DropAnswer(),
            new Fault.NoResult());

    @Inject
    DeliverActivities delivery;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void everyAcceptedActivityArrivesOnceUnlessItIsFlagged(long seed) throws Exception {
        Random random = new Random(seed);
        connect();
        marketo.faults().seeded(seed, 4, FAULTS);
        AtomicBoolean running = new AtomicBoolean(true);
        List<String> keys = new ArrayList<>();
        try (ExecutorService others = Executors.newFixedThreadPool(2)) {
            List<Future<?>> workers = List.of(others.submit(() -> work(running)), others.submit(() -> work(running)));
            for (int number = 0; number < ACTIVITIES; number++) {
                long person = random.nextInt(20) == 0 ? GONE : 101 + random.nextInt(20);
                keys.add(record(ActivityFixture.send(seed + "-" + number, person, seed + "-" + number)));
                if (random.nextInt(8) == 0) {
                    advance(Duration.ofSeconds(random.nextInt(40)));
                }
                if (random.nextInt(20) == 0) {
                    // Some process dies, or is taken for dead.
                    execute("UPDATE outbox SET lease_until = clock_timestamp() - interval '1 second'"
                            + " WHERE lease_until IS NOT NULL");
                }
                assertBalance(counts());
            }
            marketo.faults().clear();
            await().atMost(Duration.ofSeconds(120)).until(() -> {
                advance(Duration.ofSeconds(30));
                return counts().getInFlightCount() == 0;
            });
            running.set(false);
            for (Future<?> worker : workers) {
                worker.get();
            }
        }
        assertBalance(counts());
        assertThat(counts().getAcceptedCount()).isEqualTo(ACTIVITIES);
        assertEachArrivedOnceUnlessFlagged(keys);
    }

    /** One more replica. */
    private Boolean work(AtomicBoolean running) throws InterruptedException {
        while (running.get()) {
            if (!delivery.advance()) {
                // The pace of its loop.
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
        return true;
    }

    private static void assertBalance(GetActivityCountsResponse counts) {
        assertThat(counts.getDoneCount() + counts.getSkippedCount() + counts.getDeadCount() + counts.getInFlightCount())
                .isEqualTo(counts.getAcceptedCount());
    }

    private void assertEachArrivedOnceUnlessFlagged(List<String> keys) {
        Map<String, Integer> copies = new HashMap<>();
        received().forEach((Received one) -> copies.put(one.key(), one.copies()));
        for (String key : keys) {
            ActivityDelivery delivery = delivery(key);
            int copiesOfIt = copies.getOrDefault(key, 0);
            if (delivery.getState() == ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_DEAD) {
                assertThat(delivery.getCause()).as(key).isEqualTo("LEAD_GONE");
                assertThat(copiesOfIt).as(key).isZero();
            } else {
                assertThat(delivery.getState()).isEqualTo(ActivityDeliveryState.ACTIVITY_DELIVERY_STATE_DONE);
                assertThat(copiesOfIt).as(key).isPositive();
                assertThat(copiesOfIt == 1 || delivery.getPossibleDuplicate())
                        .as(key)
                        .isTrue();
            }
        }
    }
}
