package dev.touchstone.salessync.task.settings;

import dev.touchstone.contract.RpcFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Shows and changes what is logged. A change holds in all replicas with its commit, for activities that are recorded from then on. */
@ApplicationScoped
public class ChangeTaskSettings {
    private final SqlTaskSettingsStore store;
    private final Clock clock;

    ChangeTaskSettings(SqlTaskSettingsStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** The version in force. */
    @Transactional
    public TaskSettingsVersion inForce() {
        return store.inForce();
    }

    /**
     * Puts settings in force.
     *
     * @param etag of the version they were made from
     * @return the version in force then; the one before if nothing differs
     * @throws RpcFailure.Conflict {@code ETAG_MISMATCH} if another version is in force
     */
    @Transactional
    public TaskSettingsVersion update(TaskSettings settings, String etag, String author, String note) {
        TaskSettingsVersion before = store.inForce();
        if (!before.etag().equals(etag)) {
            throw mismatch(etag);
        }
        if (before.settings().equals(settings)) {
            return before;
        }
        TaskSettingsVersion next = new TaskSettingsVersion(
                before.version() + 1, settings, author, note, clock.instant().truncatedTo(ChronoUnit.MICROS));
        if (!store.add(next)) {
            throw mismatch(etag);
        }
        return next;
    }

    private static RpcFailure.Conflict mismatch(String etag) {
        return new RpcFailure.Conflict(
                "ETAG_MISMATCH",
                "the settings of tasks were changed since version " + etag + " was read; read them again",
                Map.of("etag", etag));
    }
}
