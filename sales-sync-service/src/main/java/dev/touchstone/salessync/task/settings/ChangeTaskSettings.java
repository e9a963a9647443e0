package dev.touchstone.salessync.task.settings;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.runtime.sql.Database;
import dev.touchstone.salessync.settings.ChangeSettings;
import dev.touchstone.salessync.settings.SettingsVersion;
import dev.touchstone.salessync.settings.SqlSettingsTable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;

/** Shows and changes what is logged. A change holds in all replicas with its commit, for activities that are recorded from then on. */
@ApplicationScoped
public class ChangeTaskSettings {
    private final ChangeSettings<TaskSettings> change;

    ChangeTaskSettings(Database database, Clock clock) {
        change = new ChangeSettings<>(
                "tasks", new SqlSettingsTable<>(database, SqlTaskSettings.TABLE, new SqlTaskSettings()), clock);
    }

    /** The version in force. */
    @Transactional
    public SettingsVersion<TaskSettings> inForce() {
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
    public SettingsVersion<TaskSettings> update(TaskSettings settings, String etag, String author, String note) {
        return change.update(settings, etag, author, note);
    }
}
