package dev.touchstone.touchpoint.settings;

import java.util.List;
import java.util.Optional;

/** Where the versions of the settings are kept. */
public interface SettingsStore {
    /** The newest version, as the caller's transaction sees it. There always is one. */
    SettingsVersion inForce();

    /** A version. */
    Optional<SettingsVersion> find(long version);

    /**
     * Versions, newest first.
     *
     * @param before only versions before this one
     * @param limit at most so many
     */
    List<SettingsVersion> list(long before, int limit);

    /**
     * Stores a version, in the caller's transaction.
     *
     * @return false if there is one of this number already; waits for a transaction that is just storing one
     */
    boolean add(SettingsVersion version);
}
