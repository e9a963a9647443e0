package dev.touchstone.salessync.runtime;

import dev.touchstone.runtime.DatabaseErrors;
import dev.touchstone.runtime.SchemaMigration;
import io.quarkus.logging.Log;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Does piece after piece of some work on a thread of its own; the work says when the next piece is due. Begins when the schema has the
 * version this build needs. A piece that fails is tried again; an outage of the database is one sentence in the log.
 */
final class WorkLoop {
    private static final Duration PAUSE_AFTER_ERROR = Duration.ofSeconds(5);
    private static final Duration SCHEMA_WAIT = Duration.ofSeconds(1);

    private final SchemaMigration migration;
    private final String trouble;
    private final Supplier<Duration> piece;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;

    /**
     * A loop that is not started yet.
     *
     * @param name of the thread
     * @param trouble what a failure means, as the log says it: "people are not passed on"
     * @param piece does some work and says how long after it the next is due
     */
    WorkLoop(SchemaMigration migration, String name, String trouble, Supplier<Duration> piece) {
        this.migration = migration;
        this.trouble = trouble;
        this.piece = piece;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    /** Begins to work; to be called once. */
    void start() {
        thread.start();
    }

    /** Cuts off the piece that is under way; it has to be one that can be repeated. {@link #await} waits for its end. */
    void cutOff() {
        stopping.countDown();
        thread.interrupt();
    }

    /** Waits a short time for what was cut off. */
    void await() throws InterruptedException {
        // A start-up that failed before this thread began ends here, too.
        if (thread.isAlive()) {
            thread.join(PAUSE_AFTER_ERROR);
        }
    }

    private void run() {
        try {
            while (!migration.await(SCHEMA_WAIT)) {
                if (isStopping(Duration.ZERO)) {
                    return;
                }
            }
            Duration pause = Duration.ZERO;
            while (!isStopping(pause)) {
                pause = guarded();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration guarded() {
        try {
            return piece.get();
        } catch (RuntimeException error) {
            report(error);
            return PAUSE_AFTER_ERROR;
        }
    }

    private boolean isStopping(Duration wait) throws InterruptedException {
        return stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void report(RuntimeException error) {
        if (stopping.getCount() == 0) {
            return;
        }
        DatabaseErrors.outageSentence(error)
                .ifPresentOrElse(
                        sentence -> Log.warnf("%s: %s", trouble, sentence),
                        () -> Log.errorf(error, "%s: a bug", trouble));
    }
}
