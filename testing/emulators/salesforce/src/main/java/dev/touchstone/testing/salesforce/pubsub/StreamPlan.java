package dev.touchstone.testing.salesforce.pubsub;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the event bus behaves, and what goes wrong with it. Thread-safe. */
public final class StreamPlan {
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(270);
    private static final Duration IDLE = Duration.ofSeconds(65);
    private static final int OVERFLOW = 100_000;
    private static final int BATCH = 100;
    private static final int LONG_TEXT = 1_000;

    private Duration keepAlive = KEEP_ALIVE;
    private Duration idle = IDLE;
    private Duration delay = Duration.ZERO;
    private int batch = BATCH;
    private int overflow = OVERFLOW;
    private int diffAbove = LONG_TEXT;
    private boolean merge = true;
    private int lost;
    private boolean losing;
    private int breakAfter;
    private int breaks;
    private int refusals;
    private @Nullable BusError refusal;
    private int replayRefusals;
    private @Nullable BusError replayRefusal;
    private int schemaFailures;

    /** An empty response is sent when nothing else was for so long, in real time; at first 270 s. */
    public synchronized void keepAliveEvery(Duration interval) {
        keepAlive = interval;
    }

    /** A stream of which nothing is requested is closed after so long, in real time; at first 65 s. */
    public synchronized void closeIdleAfter(Duration time) {
        idle = time;
    }

    /** Events are seen so long after their commit, by the emulator's clock; events of before are not concerned. */
    public synchronized void delay(Duration other) {
        delay = other;
    }

    /** The most events in one response; at first 100. */
    public synchronized void batch(int events) {
        batch = events;
    }

    /** A transaction with more changes than this ends in a GAP_OVERFLOW for each of its entities; at first 100,000. */
    public synchronized void overflowAbove(int changes) {
        overflow = changes;
    }

    /** Texts of several lines that are longer come as a difference when they are changed; at first 1,000 characters. */
    public synchronized void diffAbove(int characters) {
        diffAbove = characters;
    }

    /** Whether equal changes of a transaction become one event with several record ids; at first they do. */
    public synchronized void merge(boolean equalChanges) {
        merge = equalChanges;
    }

    /** The next events are never published. */
    public synchronized void loseNext(int events) {
        lost = events;
    }

    /** Whether all events are lost. */
    public synchronized void loseAll(boolean lose) {
        losing = lose;
    }

    /** The next streams are broken after so many events each, as if the connection was lost. */
    public synchronized void breakNext(int streams, int afterEvents) {
        breaks = streams;
        breakAfter = afterEvents;
    }

    /** The next calls are refused. */
    public synchronized void refuseNext(int calls, BusError error) {
        refusals = calls;
        refusal = error;
    }

    /** The next subscriptions that bring a replay id are refused, however good it is. */
    public synchronized void refuseReplayIds(int subscriptions, BusError error) {
        replayRefusals = subscriptions;
        replayRefusal = error;
    }

    /** The next questions for a schema fail. */
    public synchronized void failSchemas(int calls) {
        schemaFailures = calls;
    }

    /** As at the start. */
    public synchronized void reset() {
        keepAlive = KEEP_ALIVE;
        idle = IDLE;
        delay = Duration.ZERO;
        batch = BATCH;
        overflow = OVERFLOW;
        diffAbove = LONG_TEXT;
        merge = true;
        lost = 0;
        losing = false;
        breaks = 0;
        refusals = 0;
        replayRefusals = 0;
        schemaFailures = 0;
    }

    synchronized Duration keepAlive() {
        return keepAlive;
    }

    synchronized Duration idle() {
        return idle;
    }

    synchronized Duration delay() {
        return delay;
    }

    synchronized int batch() {
        return batch;
    }

    synchronized int overflow() {
        return overflow;
    }

    synchronized int diffAbove() {
        return diffAbove;
    }

    synchronized boolean merges() {
        return merge;
    }

    synchronized boolean nextIsLost() {
        return losing || (lost > 0 && lost-- > 0);
    }

    /** After how many events the stream that begins now breaks; {@link Long#MAX_VALUE} for never. */
    synchronized long nextBreak() {
        return breaks > 0 && breaks-- > 0 ? breakAfter : Long.MAX_VALUE;
    }

    synchronized Optional<BusError> nextRefusal() {
        return refusals > 0 && refusals-- > 0 ? Optional.ofNullable(refusal) : Optional.empty();
    }

    synchronized Optional<BusError> nextReplayRefusal() {
        return replayRefusals > 0 && replayRefusals-- > 0 ? Optional.ofNullable(replayRefusal) : Optional.empty();
    }

    synchronized boolean nextSchemaFails() {
        return schemaFailures > 0 && schemaFailures-- > 0;
    }
}
