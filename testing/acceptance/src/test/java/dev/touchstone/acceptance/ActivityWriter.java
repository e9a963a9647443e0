package dev.touchstone.acceptance;

import com.google.protobuf.Timestamp;
import dev.touchstone.salessync.v1.NewSalesActivity;
import dev.touchstone.salessync.v1.RecordActivityRequest;
import dev.touchstone.salessync.v1.SalesActivityServiceGrpc;
import dev.touchstone.salessync.v1.SalesCall;
import dev.touchstone.salessync.v1.SalesCallStatus;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Records calls of sellers, one after the other, each until it is acknowledged. */
final class ActivityWriter implements AutoCloseable {
    private static final int DEADLINE_SECONDS = 5;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);

    private final Supplier<Channel> channel;
    private final String prefix;
    private final Random random;
    private final int people;
    private final Duration pause;
    private final Map<String, Long> acknowledged;
    private final Thread thread;
    private int repeated;
    private volatile boolean ending;

    /**
     * Begins at once.
     *
     * @param channel a connection to a service that lives, if one does
     * @param prefix of client keys
     * @param people calls go to ids from 1 to this
     * @param acknowledged gets the key of each activity that is acknowledged, with the person that it was recorded for
     */
    ActivityWriter(
            Supplier<Channel> channel, String prefix, int people, Duration pause, Map<String, Long> acknowledged) {
        this.channel = channel;
        this.prefix = prefix;
        this.random = new Random(prefix.hashCode());
        this.people = people;
        this.pause = pause;
        this.acknowledged = acknowledged;
        thread = Thread.ofPlatform().name("activity writer").start(this::run);
    }

    /** Ends after the activity in hand is acknowledged. */
    @Override
    public void close() throws InterruptedException {
        ending = true;
        thread.join();
    }

    /** How often an activity was sent again because no answer came; only after {@link #close()}. */
    int repeated() {
        return repeated;
    }

    private void run() {
        try {
            for (int number = 0; !ending; number++) {
                record(number, 1 + random.nextInt(people));
                Thread.sleep(pause);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void record(int number, long person) throws InterruptedException {
        RecordActivityRequest request = RecordActivityRequest.newBuilder()
                .setActivity(NewSalesActivity.newBuilder()
                        .setClientKey(prefix + "-" + number)
                        .setMarketoId(person)
                        .setOccurTime(
                                Timestamp.newBuilder().setSeconds(Instant.now().getEpochSecond()))
                        .setActor("rep@x.test")
                        .setCall(SalesCall.newBuilder()
                                .setOutcome("Connected")
                                .setStatus(SalesCallStatus.SALES_CALL_STATUS_COMPLETED)
                                .setDurationSeconds(95)))
                .build();
        while (true) {
            try {
                String key = SalesActivityServiceGrpc.newBlockingStub(channel.get())
                        .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
                        .recordActivity(request)
                        .getActivity()
                        .getActivityKey();
                acknowledged.put(key, person);
                return;
            } catch (StatusRuntimeException dead) {
                if (!isTransient(dead)) {
                    throw dead;
                }
                repeated++;
                Thread.sleep(BETWEEN_TRIES);
            }
        }
    }

    private static boolean isTransient(StatusRuntimeException failure) {
        return switch (failure.getStatus().getCode()) {
            case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED, INTERNAL -> true;
            default -> false;
        };
    }
}
