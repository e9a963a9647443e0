package dev.touchstone.salessync.marketo;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.logging.Log;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The fields that an instance has, looked up before the first read and every 24 hours; the same for all lanes. Thread-safe.
 *
 * <p><b>Rule:</b> what is known is never waited for. When it is time to look again, one caller looks and the others take what
 * was known; if it fails, everybody does for a few minutes more. Before anything is known, whoever has a person waiting looks by
 * itself rather than stand behind a lane that has time.
 */
final class InstanceCatalogue {
    private static final Duration LIFE = Duration.ofHours(24);
    private static final Duration GRACE = Duration.ofMinutes(5);
    private static final String DESCRIBE = "/rest/v1/leads/describe.json";

    private final Clock clock;
    private final FieldWatch watch;
    private final ReentrantLock lookUp = new ReentrantLock();
    private volatile @Nullable Known known;

    private record Known(InstanceFields fields, Instant until) {}

    InstanceCatalogue(Clock clock, FieldWatch watch) {
        this.clock = clock;
        this.watch = watch;
    }

    /** The fields; looked up by this client if nobody did lately. */
    InstanceFields fields(LaneClient client) {
        @Nullable Known current = known;
        if (current == null) {
            return first(client);
        }
        return isFresh(current) || !lookUp.tryLock() ? current.fields() : renewed(client);
    }

    private InstanceFields first(LaneClient client) {
        boolean locked = lookUp.tryLock();
        if (!locked && client.isUrgent()) {
            return describe(client, Optional.empty());
        }
        if (!locked) {
            lookUp.lock();
        }
        try {
            @Nullable Known meanwhile = known;
            return meanwhile == null ? describe(client, Optional.empty()) : meanwhile.fields();
        } finally {
            lookUp.unlock();
        }
    }

    /** With the lock taken. */
    private InstanceFields renewed(LaneClient client) {
        try {
            @Nullable Known current = known;
            if (current != null && isFresh(current)) {
                return current.fields();
            }
            return renewed(client, current);
        } finally {
            lookUp.unlock();
        }
    }

    private InstanceFields renewed(LaneClient client, @Nullable Known old) {
        try {
            return describe(client, Optional.empty());
        } catch (MarketoFailure failure) {
            if (old == null) {
                throw failure;
            }
            Log.infof(
                    "the fields of the instance are taken as they were: %s",
                    failure.error().sentence());
            known = new Known(old.fields(), clock.instant().plus(GRACE));
            return old.fields();
        }
    }

    /** Looks the fields up again after Marketo did not know one: it changed, or reads do not know what describe tells of. */
    InstanceFields refresh(LaneClient client, MarketoError.UnknownField unknown) {
        lookUp.lock();
        try {
            return describe(client, unknown.name());
        } finally {
            lookUp.unlock();
        }
    }

    private boolean isFresh(Known fields) {
        return clock.instant().isBefore(fields.until());
    }

    /** Looks up, without a field that reads do not know although describe tells of it. */
    private InstanceFields describe(LaneClient client, Optional<String> unknown) {
        JsonNode result = client.read(DESCRIBE, Map.of()).path("result");
        InstanceFields told = InstanceFields.fromDescribe(result);
        InstanceFields fields = unknown.map(told::without).orElse(told);
        known = new Known(fields, clock.instant().plus(LIFE));
        watch.found(fields.findings(result));
        return fields;
    }
}
