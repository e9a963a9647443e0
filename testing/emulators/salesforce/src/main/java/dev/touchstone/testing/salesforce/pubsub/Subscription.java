package dev.touchstone.testing.salesforce.pubsub;

import dev.touchstone.salesforce.eventbus.v1.ConsumerEvent;
import dev.touchstone.salesforce.eventbus.v1.FetchResponse;
import dev.touchstone.salesforce.eventbus.v1.ProducerEvent;
import dev.touchstone.testing.salesforce.pubsub.EventLog.Batch;
import dev.touchstone.testing.salesforce.pubsub.ReplayIds.Place;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One stream to a subscriber. A thread of its own sends everything; the others only tell it what there is to do.
 *
 * <p><b>Boundaries:</b> at most 100 events are requested at a time, over all requests: what is above is taken as 100.
 */
final class Subscription implements Runnable {
    private static final int MAX_REQUESTED = 100;
    /** How often a stream looks whether events that were held back may be seen. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final String topic;
    private final String rpcId;
    private final EventLog log;
    private final ReplayIds replayIds;
    private final StreamPlan plan;
    private final ServerCallStreamObserver<FetchResponse> out;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long position;
    private long untilBreak;
    private int pending;
    private long quietSince = System.nanoTime();
    private boolean keepAliveWanted;
    private @Nullable Runnable ending;
    private boolean cancelled;

    Subscription(
            String topic,
            String rpcId,
            long position,
            EventLog log,
            ReplayIds replayIds,
            StreamPlan plan,
            ServerCallStreamObserver<FetchResponse> out) {
        this.topic = topic;
        this.rpcId = rpcId;
        this.position = position;
        this.log = log;
        this.replayIds = replayIds;
        this.plan = plan;
        this.out = out;
        this.untilBreak = plan.nextBreak();
    }

    String topic() {
        return topic;
    }

    /** The subscriber takes so many events more. */
    void request(int events) {
        change(() -> {
            pending = Math.min(MAX_REQUESTED, pending + events);
            quietSince = System.nanoTime();
        });
    }

    /** Sends an empty response as soon as nothing else is there to send. */
    void keepAlive() {
        change(() -> keepAliveWanted = true);
    }

    /** Ends the stream with an error. */
    void fail(BusError error, String message) {
        end(() -> out.onError(error.exception(message, rpcId)));
    }

    /** Ends the stream as if the connection was lost. */
    void breakOff() {
        end(() -> out.onError(Status.UNAVAILABLE
                .withDescription("RST_STREAM closed stream. HTTP/2 error code: INTERNAL_ERROR")
                .asRuntimeException()));
    }

    /** Ends the stream without an error. */
    void complete() {
        end(out::onCompleted);
    }

    /** The subscriber has gone. */
    void cancel() {
        change(() -> cancelled = true);
    }

    /** There may be something to do. */
    void wake() {
        change(() -> {});
    }

    @Override
    public void run() {
        Runnable listener = this::wake;
        log.listen(listener);
        lock.lock();
        try {
            while (!cancelled && ending == null) {
                long wait = step();
                if (wait > 0) {
                    changed.awaitNanos(wait);
                }
            }
            if (!cancelled && ending != null) {
                ending.run();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
            log.unlisten(listener);
        }
    }

    /** Does what there is to do; the nanoseconds after which to look again if nothing changes, 0 for at once. */
    private long step() {
        if (pending == 0) {
            return waitForRequest();
        }
        if (!out.isReady()) {
            return Long.MAX_VALUE;
        }
        Batch batch = log.after(topic, position, Math.min(pending, plan.batch()));
        long rest = plan.keepAlive().toNanos() - quiet();
        if (!batch.events().isEmpty()) {
            deliver(batch);
            return 0;
        }
        if (keepAliveWanted || rest <= 0) {
            send(List.of(), batch.seen());
            return 0;
        }
        return batch.waiting() ? Math.min(LOOK_NANOS, rest) : rest;
    }

    private long waitForRequest() {
        long rest = plan.idle().toNanos() - quiet();
        if (rest <= 0) {
            ending = out::onCompleted;
        }
        return Math.max(0, rest);
    }

    private void deliver(Batch batch) {
        boolean breaks = batch.events().size() >= untilBreak;
        List<BusEvent> events = breaks ? batch.events().subList(0, (int) untilBreak) : batch.events();
        if (!events.isEmpty()) {
            BusEvent newest = events.get(events.size() - 1);
            pending -= events.size();
            untilBreak -= events.size();
            send(events, new Place(newest.position(), newest.keptSince()));
        }
        if (breaks) {
            breakOff();
        }
    }

    private void send(List<BusEvent> events, Place seen) {
        FetchResponse.Builder response = FetchResponse.newBuilder()
                .setLatestReplayId(replayIds.write(seen))
                .setRpcId(rpcId)
                .setPendingNumRequested(pending);
        for (BusEvent event : events) {
            response.addEvents(ConsumerEvent.newBuilder()
                    .setReplayId(replayIds.write(new Place(event.position(), event.keptSince())))
                    .setEvent(ProducerEvent.newBuilder()
                            .setId(event.id())
                            .setSchemaId(event.schemaId())
                            .setPayload(event.payload())));
        }
        out.onNext(response.build());
        position = seen.position();
        quietSince = System.nanoTime();
        keepAliveWanted = false;
    }

    private long quiet() {
        return System.nanoTime() - quietSince;
    }

    private void end(Runnable how) {
        change(() -> {
            if (ending == null) {
                ending = how;
            }
        });
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
