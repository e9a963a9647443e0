package dev.touchstone.touchpoint.remap;

import dev.touchstone.runtime.DatabaseErrors;
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
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The thread that keeps keys and mapping-service's active rule set in step. While mapping-service is down, keys stay "not yet
 * mapped" and are served as such.
 */
@ApplicationScoped
public class RemapWorker {
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration ASK_VERSION = Duration.ofSeconds(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration DROP_CHANGES = Duration.ofHours(1);

    private final ClassifyKeys classifyKeys;
    private final ChannelDirectory directory;
    private final ChangeFeed changeFeed;
    private final SchemaMigration schema;
    private final Clock clock;
    private final boolean enabled;
    private final Thread thread;
    private volatile boolean stopping;
    private volatile long activeVersion;
    private String lastReport = "";

    RemapWorker(
            ClassifyKeys classifyKeys,
            ChannelDirectory directory,
            ChangeFeed changeFeed,
            SchemaMigration schema,
            Clock clock,
            @ConfigProperty(name = "touchpoint.remap.enabled") boolean enabled) {
        this.classifyKeys = classifyKeys;
        this.directory = directory;
        this.changeFeed = changeFeed;
        this.schema = schema;
        this.clock = clock;
        this.enabled = enabled;
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

    /** The version that mapping-service had active when it was last asked; 0 if it has not answered yet. */
    public long activeVersion() {
        return activeVersion;
    }

    private void work() {
        Instant nextVersionAt = Instant.MIN;
        Instant nextDropAt = Instant.MIN;
        try {
            while (!stopping && !schema.await(LOOK)) {
                // Nothing to do before there are tables.
            }
            while (!stopping) {
                try {
                    Instant now = clock.instant();
                    if (!now.isBefore(nextDropAt)) {
                        changeFeed.drop();
                        nextDropAt = now.plus(DROP_CHANGES);
                    }
                    if (!now.isBefore(nextVersionAt)) {
                        activeVersion = directory.activeVersion();
                        nextVersionAt = now.plus(ASK_VERSION);
                    }
                    int classified = classifyKeys.classify(activeVersion);
                    report("");
                    if (classified < ClassifyKeys.BATCH) {
                        Thread.sleep(LOOK);
                    }
                } catch (RuntimeException e) {
                    fail(e);
                    Thread.sleep(AFTER_FAILURE);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void fail(RuntimeException e) {
        Optional<String> outage = DatabaseErrors.outageSentence(e);
        if (stopping) {
            return;
        }
        if (e instanceof ChannelDirectory.Unavailable unavailable) {
            report("mapping waits: " + unavailable.getMessage());
        } else if (outage.isPresent()) {
            report("mapping waits: " + outage.get());
        } else {
            Log.error("mapping failed and is tried again", e);
        }
    }

    /** Once for each change of state, not once for each attempt. */
    private void report(String sentence) {
        if (!sentence.equals(lastReport)) {
            if (sentence.isEmpty()) {
                Log.info("mapping goes on");
            } else {
                Log.warn(sentence);
            }
            lastReport = sentence;
        }
    }
}
