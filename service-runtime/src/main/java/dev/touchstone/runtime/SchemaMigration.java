package dev.touchstone.runtime;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Brings the schema to the version this build needs, beside the start and not in its way: a database that is down at start
 * is waited for, with one sentence in the log, and the service is not ready until then. {@link SchemaMode} says who migrates.
 */
@ApplicationScoped
public class SchemaMigration {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final Flyway flyway;
    private final SchemaMode mode;
    private final IntConsumer end;
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile boolean stopping;
    private volatile String state = "the schema has not been looked at yet";
    private volatile SchemaVersions versions = SchemaVersions.UNKNOWN;

    @Inject
    SchemaMigration(
            Flyway flyway, @ConfigProperty(name = "touchstone.schema.mode", defaultValue = "migrate") SchemaMode mode) {
        // Halted, not exited: an exit waits for the start to be over, and with it for everything that must not begin.
        this(flyway, mode, Runtime.getRuntime()::halt);
    }

    /**
     * For tests.
     *
     * @param end ends the process with this exit code
     */
    SchemaMigration(Flyway flyway, SchemaMode mode, IntConsumer end) {
        this.flyway = flyway;
        this.mode = mode;
        this.end = end;
    }

    /** Before everything else that begins with the start: a process that only migrates ends here. */
    void start(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
        if (mode == SchemaMode.MIGRATE_ONLY) {
            run();
            Log.log(isDone() ? Logger.Level.INFO : Logger.Level.ERROR, state);
            end.accept(isDone() ? 0 : 1);
            return;
        }
        Thread.ofVirtual().name("schema-migration").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    /** True once the schema has the version this build needs. */
    public boolean isDone() {
        return done.getCount() == 0;
    }

    /** The number of the last migration that took place; empty before it is known, and if there are none. */
    public OptionalInt version() {
        return versions.number();
    }

    /** One sentence: what the migration does or waits for. */
    public String state() {
        return state;
    }

    /** The versions when the schema was last looked at. */
    SchemaVersions versions() {
        return versions;
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

    /** False to try again. */
    private boolean attempt() {
        try {
            versions = SchemaVersions.of(flyway.info());
            if (mode == SchemaMode.WAIT && versions.pending() > 0) {
                report(versions.sentence() + "; another process has to migrate it");
                return false;
            }
            if (mode != SchemaMode.WAIT) {
                migrate();
            }
            state = "the schema is up to date: " + versions.sentence();
            done.countDown();
            return true;
        } catch (RuntimeException error) {
            return failed(error);
        }
    }

    private void migrate() {
        if (versions.pending() > 0) {
            state = versions.sentence() + "; it is being migrated";
            Log.info(state);
        }
        flyway.migrate();
        versions = versions.migrated();
    }

    /**
     * Whatever the error is, a service tries again: without the next attempt it would stay unready, and without a word. A
     * process that only migrates waits for the database but not for a migration to mend itself: who started it has to see.
     */
    private boolean failed(RuntimeException error) {
        Optional<String> outage = DatabaseErrors.outageSentence(error);
        String sentence = outage.map(text -> "waiting for the database: " + text)
                .orElseGet(() -> "the schema cannot be migrated: " + sentence(error));
        if (mode == SchemaMode.MIGRATE_ONLY && outage.isEmpty()) {
            state = sentence;
            return true;
        }
        report(sentence);
        return false;
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
