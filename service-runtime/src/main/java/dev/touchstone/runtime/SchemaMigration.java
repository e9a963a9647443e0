package dev.touchstone.runtime;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/**
 * Brings the schema to the version this build needs, beside the start and not in its way: a database that is down at start
 * is waited for, with one sentence in the log, and the service is not ready until then.
 */
@ApplicationScoped
public class SchemaMigration {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final Flyway flyway;
    private final boolean enabled;
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile boolean stopping;
    private volatile String state = "the schema has not been looked at yet";

    SchemaMigration(
            Flyway flyway, @ConfigProperty(name = "touchstone.schema.migrate", defaultValue = "true") boolean enabled) {
        this.flyway = flyway;
        this.enabled = enabled;
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("schema-migration").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    /** True once the schema has the version this build needs. */
    public boolean isDone() {
        return done.getCount() == 0;
    }

    /** One sentence: what the migration does or waits for. */
    public String state() {
        return state;
    }

    /**
     * Waits until the schema has the version this build needs.
     *
     * @return false if the time ran out first
     */
    public boolean await(Duration atMost) throws InterruptedException {
        return done.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        while (!stopping && !attempt()) {
            sleep(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }

    private boolean attempt() {
        try {
            if (enabled) {
                flyway.migrate();
            } else if (flyway.info().pending().length > 0) {
                report(flyway.info().pending().length
                        + " schema migrations are pending and this process does not migrate");
                return false;
            }
            state = "the schema is up to date";
            done.countDown();
            return true;
        } catch (RuntimeException error) {
            // Whatever it is: without the next attempt the service would stay unready, and without a word.
            report(DatabaseErrors.outageSentence(error)
                    .map(sentence -> "waiting for the database: " + sentence)
                    .orElseGet(() -> "the schema cannot be migrated: " + sentence(error)));
            return false;
        }
    }

    private void report(String sentence) {
        if (!sentence.equals(state)) {
            Log.warn(sentence + "; trying again");
            state = sentence;
        }
    }

    /** What Flyway says and, if it is not in that, what the database says. */
    private static String sentence(Throwable error) {
        String sentence = firstLine(error);
        for (@Nullable Throwable cause = error.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException && !sentence.contains(firstLine(cause))) {
                return sentence + ": " + firstLine(cause);
            }
        }
        return sentence;
    }

    private static String firstLine(Throwable error) {
        String message = String.valueOf(error.getMessage()).strip();
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    private void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException interrupted) {
            stopping = true;
        }
    }
}
