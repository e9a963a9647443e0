package dev.touchstone.touchpoint.remap;

import dev.touchstone.touchpoint.generate.MappingKey;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Where mapping keys and their channels are kept. */
public interface MappingKeyStore {
    /**
     * A key that has no channel, or one of another version.
     *
     * @param id the key's id
     * @param key the key
     */
    record Pending(UUID id, MappingKey key) {}

    /**
     * How keys stand.
     *
     * @param total all keys
     * @param unmapped without a channel
     * @param outdated with a channel of a version other than the active one
     */
    record Counts(long total, long unmapped, long outdated) {}

    /** Stores keys that are not there yet, in the caller's transaction; known ones cost nothing. */
    void intern(Collection<MappingKey> keys);

    /** Keys without a channel, or with one of a version below this one; at most so many. */
    List<Pending> pending(long activeVersion, int limit);

    /**
     * Stores channels in the caller's transaction. A key that has a channel of the same or a later version keeps it.
     *
     * @return the keys whose channel, or the row behind it, is another now
     */
    List<UUID> assign(List<ChannelDirectory.Assignment> assignments);

    /** How keys stand against the active version; 0 if it is not known. */
    Counts count(long activeVersion);

    /** A key by its id. */
    Optional<MappingKey> find(UUID id);
}
