package dev.touchstone.touchpoint.settings;

import java.time.Instant;

/**
 * Settings and how they came to be.
 *
 * @param version from 1 upwards without holes
 * @param settings the settings
 * @param note why; empty if nothing was said
 * @param createdAt since when, UTC
 */
public record SettingsVersion(long version, SessionSettings settings, String note, Instant createdAt) {
    /** For an update: changes with every version. */
    public String etag() {
        return Long.toString(version);
    }
}
