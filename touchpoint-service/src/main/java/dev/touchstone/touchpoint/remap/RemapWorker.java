package dev.touchstone.touchpoint.remap;

import dev.touchstone.runtime.DatabaseErrors;
import dev.touchstone.runtime.IdSource;
import dev.touchstone.runtime.SchemaMigration;
import dev.touchstone.touchpoint.touchpoint.ChangeFeed;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The thread that keeps keys and mapping-service's active rules in step. Of all replicas one does the work, and another takes over
 * within ten seconds when it is gone. While mapping-service is down, keys stay "not yet mapped" and are served as such.
 */
@ApplicationScoped
public class RemapWorker {
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration LOOK_OF_OTHERS = Duration.ofSeconds(2);
    private static final Duration RENEW = Duration.ofSeconds(2);

    /** The watch tells at once; this is for when it does not. */
    private static final Duration ASK_ACTIVE = Duration.ofSeconds(5);

    private static final Duration ASK_ACTIVE_WITHOUT_WATCH = Duration.ofSeconds(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration DROP_CHANGES = Duration.ofHours(1);

    private final KeepInStep keepInStep;
    private final ChannelDirectory directory;
    private final ChangeFeed changeFeed;
    private final SchemaMigration schema;
    private final Clock clock;
    private final boolean enabled;
    private final UUID holder;
    private final Semaphore published = new Semaphore(0);
    private final Thread thread;
    private volatile boolean stopping;
    private String lastReport = "";
    private @Nullable String lastNote;
    private Optional<ActiveRules> active = Optional.empty();
    private ChannelDirectory.@Nullable Watch watch;
    private Instant lastAskAt = Instant.MIN;
    private Instant nextHoldAt = Instant.MIN;
    private Instant nextDropAt = Instant.MIN;

    RemapWorker(
            KeepInStep keepInStep,
            ChannelDirectory directory,
            ChangeFeed changeFeed,
            SchemaMigration schema,
            Clock clock,
            IdSource ids,
            @ConfigProperty(name = "touchpoint.remap.enabled") boolean enabled) {
        this.keepInStep = keepInStep;
        this.directory = directory;
        this.changeFeed = changeFeed;
        this.schema = schema;
        this.clock = clock;
        this.enabled = enabled;
        this.holder = ids.next();
        this.thread = Thread.ofPlatform().name("remap").daemon().unstarted(this::work);
    }

    void start(@Observes StartupEvent event) {
        if (enabled) {
            thread.start();
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        thread.interrupt();
        if (enabled) {
            thread.join(AFTER_FAILURE.multipliedBy(10));
        }
    }

    private void work() {
        try {
            while (!stopping && !schema.await(LOOK)) {
                // Nothing to do before there are tables.
            }
            while (!stopping) {
                try {
                    Duration pause = turn();
                    if (!pause.isZero() && published.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                        published.drainPermits();
                        lastAskAt = Instant.MIN;
                    }
                } catch (RuntimeException e) {
                    fail(e);
                    Thread.sleep(AFTER_FAILURE);
                }
            }
            leave();
        } catch (InterruptedException stopped) {
            leave();
            Thread.currentThread().interrupt();
        }
    }

    /** Takes a turn, and says how long to wait for the next. */
    private Duration turn() {
        Instant now = clock.instant();
        if (!now.isBefore(nextHoldAt)) {
            if (!keepInStep.hold(holder)) {
                lastNote = null;
                report("");
                return LOOK_OF_OTHERS;
            }
            nextHoldAt = now.plus(RENEW);
        }
        if (!now.isBefore(nextDropAt)) {
            changeFeed.drop();
            nextDropAt = now.plus(DROP_CHANGES);
        }
        ask(now);
        boolean more = keepInStep.step(holder, active);
        report("");
        note("");
        return more ? Duration.ZERO : LOOK;
    }

    private void ask(Instant now) {
        if (published.tryAcquire()) {
            published.drainPermits();
            lastAskAt = Instant.MIN;
        }
        boolean isWatched = watch != null && watch.isOpen();
        if (lastAskAt.isAfter(now.minus(isWatched ? ASK_ACTIVE : ASK_ACTIVE_WITHOUT_WATCH))) {
            return;
        }
        if (!isWatched) {
            watch = directory.watch(published::release);
        }
        active = directory.active();
        lastAskAt = now;
    }

    private void leave() {
        if (watch != null) {
            watch.close();
        }
        // Another replica need not wait; a database that is gone lets the hold run out.
        try {
            keepInStep.release(holder);
        } catch (RuntimeException e) {
            Log.debug("the work is not left to others at once", e);
        }
    }

    private void fail(RuntimeException e) {
        if (stopping) {
            return;
        }
        Optional<String> outage = DatabaseErrors.outageSentence(e);
        nextHoldAt = Instant.MIN;
        if (e instanceof RemapStore.NoLongerHeld) {
            Log.info(e.getMessage());
        } else if (e instanceof ChannelDirectory.Unavailable || e instanceof ChannelDirectory.Refused) {
            lastAskAt = Instant.MIN;
            report(String.valueOf(e.getMessage()));
            noteIfPossible(String.valueOf(e.getMessage()));
        } else if (outage.isPresent()) {
            report(outage.get());
        } else {
            Log.error("mapping failed and is tried again", e);
        }
    }

    private void noteIfPossible(String sentence) {
        try {
            note(sentence);
        } catch (RuntimeException outage) {
            Log.debug("what mapping waits for is not noted", outage);
        }
    }

    /** Once for each change of state, not once for each attempt. */
    private void report(String sentence) {
        if (!sentence.equals(lastReport)) {
            lastReport = sentence;
            if (sentence.isEmpty()) {
                Log.info("mapping goes on");
            } else {
                Log.warn("mapping waits: " + sentence);
            }
        }
    }

    /** For all replicas to tell. While the database does not answer nobody can read it either, and it is noted afterwards. */
    private void note(String sentence) {
        if (!sentence.equals(lastNote)) {
            lastNote = null;
            keepInStep.noteWaiting(holder, sentence);
            lastNote = sentence;
        }
    }
}
