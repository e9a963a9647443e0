package dev.touchstone.salessync.optout.check;

import dev.touchstone.contract.RpcFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Shows and changes the settings of the check. A change holds in all replicas with its commit. */
@ApplicationScoped
public class ChangeCheckSettings {
    private final SqlCheckSettingsStore store;
    private final Clock clock;

    ChangeCheckSettings(SqlCheckSettingsStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** The version in force. */
    @Transactional
    public SettingsVersion inForce() {
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
    public SettingsVersion update(CheckSettings settings, String etag, String author, String note) {
        SettingsVersion before = store.inForce();
        if (!before.etag().equals(etag)) {
            throw mismatch(etag);
        }
        if (before.settings().equals(settings)) {
            return before;
        }
        SettingsVersion next = new SettingsVersion(
                before.version() + 1, settings, author, note, clock.instant().truncatedTo(ChronoUnit.MICROS));
        if (!store.add(next)) {
            throw mismatch(etag);
        }
        return next;
    }

    private static RpcFailure.Conflict mismatch(String etag) {
        return new RpcFailure.Conflict(
                "ETAG_MISMATCH",
                "the settings of the unsubscribe check were changed since version " + etag
                        + " was read; read them again",
                Map.of("etag", etag));
    }
}
