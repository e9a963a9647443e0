package dev.touchstone.touchpoint.settings;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.touchpoint.mark.IdentityKey;
import dev.touchstone.touchpoint.mark.MarkStore;
import dev.touchstone.touchpoint.mark.Queue;
import dev.touchstone.touchpoint.mark.Wakeup;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Puts other settings in force and marks all history, in one transaction.
 *
 * <p><b>Why one mark for everything, which a later transaction takes apart:</b> this transaction cannot list all visitors. One
 * whose first event is committed after the list was made and derived before this transaction commits would be derived by the
 * settings before and never again. {@link IdentityKey} says why the later transaction misses none.
 */
@ApplicationScoped
public class ChangeSessionSettings {
    private final SettingsStore store;
    private final MarkStore marks;
    private final Wakeup wakeup;
    private final Clock clock;

    ChangeSessionSettings(SettingsStore store, MarkStore marks, Wakeup wakeup, Clock clock) {
        this.store = store;
        this.marks = marks;
        this.wakeup = wakeup;
        this.clock = clock;
    }

    /**
     * Puts settings in force.
     *
     * @param etag of the version they were made from
     * @return the version in force then; the one before if nothing differs
     * @throws RpcFailure.Conflict {@code ETAG_MISMATCH} if another version is in force
     */
    public SettingsVersion update(SessionSettings settings, String etag, String note) {
        return change(() -> settings, etag, note);
    }

    /**
     * Puts the settings of an earlier version in force, as a new version.
     *
     * @throws RpcFailure.NotFound {@code SESSION_SETTINGS_VERSION_NOT_FOUND}
     * @throws RpcFailure.Conflict {@code ETAG_MISMATCH} if the etag is not that of the version in force
     */
    public SettingsVersion restore(long version, String etag, String note) {
        return change(() -> settingsOf(version), etag, note);
    }

    private SettingsVersion change(Supplier<SessionSettings> settings, String etag, String note) {
        SettingsVersion inForce = QuarkusTransaction.requiringNew().call(() -> put(settings.get(), etag, note));
        wakeup.signal();
        return inForce;
    }

    private SettingsVersion put(SessionSettings settings, String etag, String note) {
        SettingsVersion before = store.inForce();
        if (!before.etag().equals(etag)) {
            throw mismatch(etag);
        }
        if (before.settings().equals(settings)) {
            return before;
        }
        SettingsVersion next = new SettingsVersion(
                before.version() + 1, settings, note, clock.instant().truncatedTo(ChronoUnit.MICROS));
        if (!store.add(next)) {
            throw mismatch(etag);
        }
        marks.mark(Queue.ALIAS, List.of(IdentityKey.EVERYTHING));
        return next;
    }

    private SessionSettings settingsOf(long version) {
        return store.find(version)
                .map(SettingsVersion::settings)
                .orElseThrow(() -> new RpcFailure.NotFound(
                        "SESSION_SETTINGS_VERSION_NOT_FOUND",
                        "there is no version " + version + " of the session settings",
                        Map.of("version", Long.toString(version))));
    }

    private static RpcFailure.Conflict mismatch(String etag) {
        return new RpcFailure.Conflict(
                "ETAG_MISMATCH",
                "the session settings were changed since version " + etag + " was read; read them again",
                Map.of("etag", etag));
    }
}
