package dev.touchstone.salessync.marketo;

import io.quarkus.logging.Log;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The fields that an instance has, looked up before the first read and every 24 hours; the same for all lanes. Thread-safe.
 */
final class InstanceCatalogue {
    private static final Duration LIFE = Duration.ofHours(24);
    private static final String DESCRIBE = "/rest/v1/leads/describe.json";

    private final Clock clock;
    private final ReentrantLock lookUp = new ReentrantLock();
    private @Nullable InstanceFields known;
    private Instant knownUntil = Instant.MIN;

    InstanceCatalogue(Clock clock) {
        this.clock = clock;
    }

    /** The fields; looked up by this client if nobody did lately. */
    InstanceFields fields(LaneClient client) {
        lookUp.lock();
        try {
            @Nullable InstanceFields fields = known;
            if (fields == null || !clock.instant().isBefore(knownUntil)) {
                fields = remember(describe(client));
                // Once per look-up, which is once a day for a process that stays up.
                fields.missing()
                        .forEach(
                                name -> Log.warnf("FIELD_MISSING %s: Marketo has no such field; it stays empty", name));
            }
            return fields;
        } finally {
            lookUp.unlock();
        }
    }

    /** Looks the fields up again after Marketo did not know one: it changed, or reads do not know what describe tells of. */
    InstanceFields refresh(LaneClient client, MarketoError.UnknownField unknown) {
        lookUp.lock();
        try {
            InstanceFields fresh = describe(client);
            return remember(unknown.name().map(fresh::without).orElse(fresh));
        } finally {
            lookUp.unlock();
        }
    }

    private InstanceFields remember(InstanceFields fields) {
        known = fields;
        knownUntil = clock.instant().plus(LIFE);
        return fields;
    }

    private static InstanceFields describe(LaneClient client) {
        return InstanceFields.fromDescribe(client.read(DESCRIBE, Map.of()).path("result"));
    }
}
