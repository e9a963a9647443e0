package dev.touchstone.salessync.settings;

import dev.touchstone.contract.RpcFailure;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * Shows and changes the settings of one feature, in the caller's transaction. A change holds in all replicas with its commit.
 *
 * @param <S> what can be set
 */
public final class ChangeSettings<S> {
    private final String subject;
    private final SqlSettingsTable<S> table;
    private final Clock clock;

    /**
     * The settings of a table.
     *
     * @param subject what is set, as an error names it: "tasks"
     */
    public ChangeSettings(String subject, SqlSettingsTable<S> table, Clock clock) {
        this.subject = subject;
        this.table = table;
        this.clock = clock;
    }

    /** The version in force. */
    public SettingsVersion<S> inForce() {
        return table.inForce();
    }

    /**
     * Puts settings in force.
     *
     * @param etag of the version they were made from
     * @return the version in force then; the one before if nothing differs
     * @throws RpcFailure.Conflict {@code ETAG_MISMATCH} if another version is in force
     */
    public SettingsVersion<S> update(S settings, String etag, String author, String note) {
        SettingsVersion<S> before = table.inForce();
        if (!before.etag().equals(etag)) {
            throw mismatch(etag);
        }
        if (before.settings().equals(settings)) {
            return before;
        }
        SettingsVersion<S> next = new SettingsVersion<>(
                before.version() + 1, settings, author, note, clock.instant().truncatedTo(ChronoUnit.MICROS));
        if (!table.add(next)) {
            throw mismatch(etag);
        }
        return next;
    }

    private RpcFailure.Conflict mismatch(String etag) {
        return new RpcFailure.Conflict(
                "ETAG_MISMATCH",
                "the settings of " + subject + " were changed since version " + etag + " was read; read them again",
                Map.of("etag", etag));
    }
}
