package dev.touchstone.salessync.optout.crm;

import dev.touchstone.contract.RpcFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Shows and changes how opt-outs travel. A change holds in all replicas with its commit. */
@ApplicationScoped
public class ChangeCrmSettings {
    private final SqlCrmSettings store;
    private final SqlCrmOptedOut records;
    private final SqlNightlyRuns runs;
    private final Clock clock;

    ChangeCrmSettings(SqlCrmSettings store, SqlCrmOptedOut records, SqlNightlyRuns runs, Clock clock) {
        this.store = store;
        this.records = records;
        this.runs = runs;
        this.clock = clock;
    }

    /** The version in force. */
    @Transactional
    public CrmSettingsVersion inForce() {
        return store.inForce();
    }

    /**
     * Puts settings in force. What records said in other fields is forgotten, and a run that read them begins anew.
     *
     * @param etag of the version they were made from
     * @return the version in force then; the one before if nothing differs
     * @throws RpcFailure.Conflict {@code ETAG_MISMATCH} if another version is in force
     */
    @Transactional
    public CrmSettingsVersion update(CrmOptOutSettings settings, String etag, String author, String note) {
        CrmSettingsVersion before = store.inForce();
        if (!before.etag().equals(etag)) {
            throw mismatch(etag);
        }
        if (before.settings().equals(settings)) {
            return before;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        CrmSettingsVersion next = new CrmSettingsVersion(before.version() + 1, settings, author, note, now);
        if (!store.add(next)) {
            throw mismatch(etag);
        }
        if (settings.readFields().equals(before.settings().readFields())) {
            runs.goOn(next.version());
        } else {
            runs.beginAnew(next.version(), now);
            records.forgetAll();
        }
        return next;
    }

    private static RpcFailure.Conflict mismatch(String etag) {
        return new RpcFailure.Conflict(
                "ETAG_MISMATCH",
                "the settings of opt-outs with Salesforce were changed since version " + etag
                        + " was read; read them again",
                Map.of("etag", etag));
    }
}
