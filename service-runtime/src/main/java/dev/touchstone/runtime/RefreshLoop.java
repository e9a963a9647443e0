package dev.touchstone.runtime;

import io.quarkus.logging.Log;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Looks at something in the database again and again, on a thread of its own, since another replica may have changed it. The
 * first look is when the schema has the version this build needs; an outage of the database is waited for, with one sentence
 * in the log.
 */
public final class RefreshLoop {
    private static final Duration SCHEMA_WAIT = Duration.ofSeconds(1);

    private final SchemaMigration migration;
    private final String subject;
    private final Duration interval;
    private final Runnable look;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;
    private volatile String trouble = "";

    /**
     * A loop that is not started yet.
     *
     * @param subject what is looked at, as the log names it: "the sites"
     * @param interval between the end of a look and the next
     */
    public RefreshLoop(SchemaMigration migration, String subject, Duration interval, Runnable look) {
        this.migration = migration;
        this.subject = subject;
        this.interval = interval;
        this.look = look;
        this.thread = Thread.ofVirtual().name("refresh of " + subject).unstarted(this::run);
    }

    /** Begins to look; to be called once. */
    public void start() {
        thread.start();
    }

    /** Ends the loop and waits for the look that is under way. */
    public void stop() throws InterruptedException {
        stopped.countDown();
        // A start-up that failed before this thread began ends here, too.
        if (thread.isAlive()) {
            thread.join();
        }
    }

    /** One sentence on what made the last look fail; empty if nothing did. */
    public String trouble() {
        return trouble;
    }

    private void run() {
        try {
            boolean migrated = false;
            while (!migrated && stopped.getCount() > 0) {
                migrated = migration.await(SCHEMA_WAIT);
            }
            do {
                attempt();
            } while (!stopped.await(interval.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException shutdown) {
            Thread.currentThread().interrupt();
        }
    }

    private void attempt() {
        if (stopped.getCount() == 0) {
            return;
        }
        try {
            look.run();
            recovered();
        } catch (RuntimeException error) {
            report(error);
        }
    }

    /** Logs the start and the end of an outage, not each look in between; a bug each time it follows something else. */
    private void report(RuntimeException error) {
        Optional<String> outage = DatabaseErrors.outageSentence(error);
        String sentence = outage.orElse(subject + " cannot be read");
        if (outage.isEmpty() && !sentence.equals(trouble)) {
            Log.error(sentence + "; trying again", error);
        } else if (outage.isPresent() && trouble.isEmpty()) {
            Log.warn("waiting for " + subject + ": " + sentence + "; trying again");
        }
        trouble = sentence;
    }

    private void recovered() {
        if (!trouble.isEmpty()) {
            Log.info(subject + " can be read again");
            trouble = "";
        }
    }
}
