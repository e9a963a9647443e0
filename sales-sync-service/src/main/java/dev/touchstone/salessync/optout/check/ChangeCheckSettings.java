package dev.touchstone.salessync.optout.check;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.runtime.sql.Database;
import dev.touchstone.salessync.settings.ChangeSettings;
import dev.touchstone.salessync.settings.SettingsVersion;
import dev.touchstone.salessync.settings.SqlSettingsTable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;

/** Shows and changes the settings of the check. A change holds in all replicas with its commit. */
@ApplicationScoped
public class ChangeCheckSettings {
    private final ChangeSettings<CheckSettings> change;

    ChangeCheckSettings(Database database, Clock clock) {
        change = new ChangeSettings<>(
                "the unsubscribe check",
                new SqlSettingsTable<>(database, SqlCheckSettings.TABLE, new SqlCheckSettings()),
                clock);
    }

    /** The version in force. */
    @Transactional
    public SettingsVersion<CheckSettings> inForce() {
        return change.inForce();
    }

    /**
     * Puts settings in force.
     *
     * @param etag of the version they were made from
     * @return the version in force then; the one before if nothing differs
     * @throws RpcFailure.Conflict {@code ETAG_MISMATCH} if another version is in force
     */
    @Transactional
    public SettingsVersion<CheckSettings> update(CheckSettings settings, String etag, String author, String note) {
        return change.update(settings, etag, author, note);
    }
}
