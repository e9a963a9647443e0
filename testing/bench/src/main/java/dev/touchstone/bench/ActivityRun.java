package dev.touchstone.bench;

import com.google.protobuf.Timestamp;
import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.commandline.rpc.Services;
import dev.touchstone.salessync.v1.NewSalesActivity;
import dev.touchstone.salessync.v1.RecordActivitiesRequest;
import dev.touchstone.salessync.v1.RecordActivitiesResponse;
import dev.touchstone.salessync.v1.RecordActivityRequest;
import dev.touchstone.salessync.v1.RecordedActivity;
import dev.touchstone.salessync.v1.SalesActivityServiceGrpc;
import dev.touchstone.salessync.v1.SalesEmail;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Records e-mails of sellers: many through a stream, or one by one by the clock. */
final class ActivityRun {
    private static final int BATCH = 100;

    private final Channel channel;
    private final int people;

    ActivityRun(Channel channel, int people) {
        this.channel = channel;
        this.people = people;
    }

    /** Sends them in batches through one stream, and returns the key of each with the time of its acknowledgement. */
    Map<String, Instant> stream(String prefix, int count) {
        Map<String, Instant> accepted = new ConcurrentHashMap<>();
        CompletableFuture<Void> done = new CompletableFuture<>();
        StreamObserver<RecordActivitiesRequest> requests = SalesActivityServiceGrpc.newStub(channel)
                .recordActivities(new StreamObserver<>() {
                    @Override
                    public void onNext(RecordActivitiesResponse response) {
                        if (response.getRefusalsCount() > 0) {
                            done.completeExceptionally(new CommandFailed("refused: " + response.getRefusals(0)));
                        }
                        for (RecordedActivity recorded : response.getRecordedList()) {
                            accepted.put(recorded.getActivityKey(), Instant.now());
                        }
                    }

                    @Override
                    public void onError(Throwable error) {
                        done.completeExceptionally(error);
                    }

                    @Override
                    public void onCompleted() {
                        done.complete(null);
                    }
                });
        for (int from = 0; from < count; from += BATCH) {
            RecordActivitiesRequest.Builder batch = RecordActivitiesRequest.newBuilder();
            for (int number = from; number < Math.min(count, from + BATCH); number++) {
                batch.addActivities(activity(prefix, number));
            }
            requests.onNext(batch.build());
        }
        requests.onCompleted();
        done.join();
        if (accepted.size() != count) {
            throw new CommandFailed("sent " + count + " activities but " + accepted.size() + " were accepted");
        }
        return accepted;
    }

    /** Sends one after the other by the clock, each counted from when it is accepted. */
    Map<String, Instant> byTheClock(String prefix, int rate, Duration length) {
        Map<String, Instant> accepted = new ConcurrentHashMap<>();
        long started = System.nanoTime();
        long pause = Duration.ofSeconds(1).toNanos() / rate;
        for (int number = 0; (long) number * pause < length.toNanos(); number++) {
            Services.sleep(Duration.ofNanos(Math.max(0, started + number * pause - System.nanoTime())));
            String key = SalesActivityServiceGrpc.newBlockingStub(channel)
                    .recordActivity(RecordActivityRequest.newBuilder()
                            .setActivity(activity(prefix, number))
                            .build())
                    .getActivity()
                    .getActivityKey();
            accepted.put(key, Instant.now());
        }
        return accepted;
    }

    private NewSalesActivity activity(String prefix, int number) {
        return NewSalesActivity.newBuilder()
                .setClientKey(prefix + "-" + number)
                .setMarketoId(1 + number % people)
                .setOccurTime(Timestamp.newBuilder().setSeconds(Instant.now().getEpochSecond()))
                .setActor("rep@x.test")
                .setSend(SalesEmail.newBuilder()
                        .setEmailId(prefix + "-" + number)
                        .setSubject("Our offer, number " + number)
                        .setTemplateId("17")
                        .setTemplateName("Offer")
                        .setCampaignName("Autumn"))
                .build();
    }
}
