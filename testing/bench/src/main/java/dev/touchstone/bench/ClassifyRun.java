package dev.touchstone.bench;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.MoreExecutors;
import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.mapping.v1.ClassifyRequest;
import dev.touchstone.mapping.v1.ClassifyResponse;
import dev.touchstone.mapping.v1.LandingParameter;
import dev.touchstone.mapping.v1.MappingKey;
import dev.touchstone.mapping.v1.MappingKeyKind;
import dev.touchstone.mapping.v1.MappingServiceGrpc;
import io.grpc.Channel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Calls of Classify over one channel. */
final class ClassifyRun {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Channel channel;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    ClassifyRun(Channel channel) {
        this.channel = channel;
    }

    /** All keys in calls of so many each, written beforehand. */
    static List<ClassifyRequest> requests(ChannelInput input, int batch) {
        List<ClassifyRequest> requests = new ArrayList<>();
        for (int begin = 0; begin < input.keys(); begin += batch) {
            ClassifyRequest.Builder request = ClassifyRequest.newBuilder();
            for (int i = begin; i < Math.min(input.keys(), begin + batch); i++) {
                request.addMappingKeys(message(input.key(i)));
            }
            requests.add(request.build());
        }
        return requests;
    }

    private static MappingKey message(dev.touchstone.mapping.classify.MappingKey key) {
        MappingKey.Builder message = MappingKey.newBuilder()
                .setCampaign(key.campaign())
                .setMedium(key.medium())
                .setSource(key.source())
                .setLandingPage(key.landingPage())
                .setReferrer(key.referrer())
                .addAllClickMarkers(key.clickMarkers())
                .setKind(MappingKeyKind.MAPPING_KEY_KIND_WEB_SESSION);
        key.landingParameters()
                .forEach((name, value) -> message.addLandingParameters(
                        LandingParameter.newBuilder().setName(name).setValue(value)));
        return message.build();
    }

    /** One call. */
    ClassifyResponse call(ClassifyRequest request) {
        return MappingServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .classify(request);
    }

    /** Calls a second with so many under way at a time. */
    double throughput(List<ClassifyRequest> requests, int atOnce, int seconds) {
        Semaphore free = new Semaphore(atOnce);
        long start = System.nanoTime();
        long end = start + TimeUnit.SECONDS.toNanos(seconds);
        int calls = 0;
        while (System.nanoTime() < end) {
            free.acquireUninterruptibly();
            send(requests.get(calls % requests.size()), done -> free.release());
            calls++;
        }
        free.acquireUninterruptibly(atOnce);
        demandAllAnswered();
        return calls / ((System.nanoTime() - start) / 1e9);
    }

    /** Times of calls that go out by the clock, from when each was due. */
    Percentiles latency(List<ClassifyRequest> requests, int rate, int seconds) {
        int calls = rate * seconds;
        long[] nanos = new long[calls];
        Semaphore answered = new Semaphore(0);
        long start = System.nanoTime();
        for (int i = 0; i < calls; i++) {
            int call = i;
            long due = start + i * 1_000_000_000L / rate;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            send(requests.get(i % requests.size()), now -> {
                nanos[call] = now - due;
                answered.release();
            });
        }
        answered.acquireUninterruptibly(calls);
        demandAllAnswered();
        return Percentiles.of(nanos);
    }

    private void send(ClassifyRequest request, LongConsumer done) {
        Futures.addCallback(
                MappingServiceGrpc.newFutureStub(channel)
                        .withDeadlineAfter(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                        .classify(request),
                new FutureCallback<>() {
                    @Override
                    public void onSuccess(ClassifyResponse response) {
                        done.accept(System.nanoTime());
                    }

                    @Override
                    public void onFailure(Throwable error) {
                        failure.set(error);
                        done.accept(System.nanoTime());
                    }
                },
                MoreExecutors.directExecutor());
    }

    private void demandAllAnswered() {
        @Nullable Throwable error = failure.get();
        if (error != null) {
            throw new CommandFailed("a call failed: " + error.getMessage());
        }
    }
}
