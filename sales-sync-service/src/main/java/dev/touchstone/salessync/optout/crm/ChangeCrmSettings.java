package dev.touchstone.salessync.optout.crm;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.runtime.sql.Database;
import dev.touchstone.salessync.settings.ChangeSettings;
import dev.touchstone.salessync.settings.SettingsVersion;
import dev.touchstone.salessync.settings.SqlSettingsTable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;

/** Shows and changes how opt-outs travel. A change holds in all replicas with its commit. */
@ApplicationScoped
public class ChangeCrmSettings {
    private final ChangeSettings<CrmOptOutSettings> change;
    private final SqlCrmOptedOut records;
    private final SqlNightlyRuns runs;

    ChangeCrmSettings(Database database, SqlCrmOptedOut records, SqlNightlyRuns runs, Clock clock) {
        this.change = new ChangeSettings<>(
                "opt-outs with Salesforce",
                new SqlSettingsTable<>(database, SqlCrmSettings.TABLE, new SqlCrmSettings()),
                clock);
        this.records = records;
        this.runs = runs;
    }

    /** The version in force. */
    @Transactional
    public SettingsVersion<CrmOptOutSettings> inForce() {
        return change.inForce();
    }

    /**
     * Puts settings in force. What records said in other fields is forgotten, and a run that read them begins anew.
     *
     * @param etag of the version they were made from
     * @return the version in force then; the one before if nothing differs
     * @throws RpcFailure.Conflict {@code ETAG_MISMATCH} if another version is in force
     */
    @Transactional
    public SettingsVersion<CrmOptOutSettings> update(
            CrmOptOutSettings settings, String etag, String author, String note) {
        SettingsVersion<CrmOptOutSettings> before = change.inForce();
        SettingsVersion<CrmOptOutSettings> next = change.update(settings, etag, author, note);
        if (next.version() == before.version()) {
            return before;
        }
        if (settings.readFields().equals(before.settings().readFields())) {
            runs.goOn(next.version());
        } else {
            runs.beginAnew(next.version(), next.createdAt());
            records.forgetAll();
        }
        return next;
    }
}
