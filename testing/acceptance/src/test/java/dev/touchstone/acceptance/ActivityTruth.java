package dev.touchstone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchstone.salessync.v1.GetActivityCountsRequest;
import dev.touchstone.salessync.v1.GetActivityCountsResponse;
import dev.touchstone.salessync.v1.SalesActivityServiceGrpc;
import dev.touchstone.testing.marketo.MarketoEmulator;
import dev.touchstone.testing.marketo.activity.ActivityLog.Received;
import io.grpc.Channel;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares the activities that were acknowledged with those that came in at Marketo. */
final class ActivityTruth {
    static final String KEY = "Activity Key";

    private ActivityTruth() {}

    /** Waits until nothing is on its way any more. */
    static void awaitDelivered(Channel channel) {
        await().atMost(SyncStage.PATIENCE)
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> counts(channel).getInFlightCount() == 0);
    }

    private static GetActivityCountsResponse counts(Channel channel) {
        return SalesActivityServiceGrpc.newBlockingStub(channel)
                .getActivityCounts(GetActivityCountsRequest.getDefaultInstance());
    }

    /** N15, P1, P4: none is lost, none is there twice without a flag, and the counts balance. */
    static void noneIsLostOrDoubled(
            MarketoEmulator marketo, Database database, Channel channel, Map<String, Long> acknowledged) {
        GetActivityCountsResponse counts = counts(channel);
        assertThat(counts.getAcceptedCount())
                .isEqualTo(counts.getDoneCount()
                        + counts.getSkippedCount()
                        + counts.getDeadCount()
                        + counts.getInFlightCount());
        assertThat(counts.getAcceptedCount()).isEqualTo(acknowledged.size());

        Map<String, Received> received =
                marketo.activities().received(KEY).stream().collect(Collectors.toMap(Received::key, one -> one));
        Set<String> gone = new HashSet<>(
                database.rows("SELECT outbox_key FROM outbox WHERE state = 'DEAD' AND cause = 'LEAD_GONE'"));
        assertThat(acknowledged.keySet().stream()
                        .filter(key -> !received.containsKey(key) && !gone.contains(key))
                        .limit(5))
                .as("activities that are lost")
                .isEmpty();
        assertThat(received.keySet().stream()
                        .filter(key -> !acknowledged.containsKey(key))
                        .limit(5))
                .as("activities that nobody recorded")
                .isEmpty();
        Set<String> flagged = new HashSet<>(database.rows("SELECT outbox_key FROM outbox WHERE possible_duplicate"));
        assertThat(received.values().stream()
                        .filter(one -> one.copies() > 1 && !flagged.contains(one.key()))
                        .map(Received::key))
                .as("activities that are there twice without a flag")
                .isEmpty();
    }
}
