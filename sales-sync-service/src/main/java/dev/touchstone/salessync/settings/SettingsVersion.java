package dev.touchstone.salessync.settings;

import java.time.Instant;

/**
 * Settings and how they came to be. Pure.
 *
 * @param version from 1 upwards without holes
 * @param settings the settings
 * @param author who; empty for the defaults
 * @param note why; empty if nothing was said
 * @param createdAt since when, UTC
 * @param <S> what can be set
 */
public record SettingsVersion<S>(long version, S settings, String author, String note, Instant createdAt) {
    /** For an update: changes with every version. */
    public String etag() {
        return Long.toString(version);
    }
}
