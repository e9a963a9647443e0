package dev.touchstone.touchpoint.remap;

import dev.touchstone.touchpoint.generate.MappingKey;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Where mapping keys are kept. */
public interface MappingKeyStore {
    /** Before the first key. */
    UUID FIRST = new UUID(0, 0);

    /**
     * A stored key.
     *
     * @param id the key's id
     * @param key the key
     */
    record Stored(UUID id, MappingKey key) {}

    /** Stores keys that are not there yet, in the caller's transaction; known ones cost nothing. New ones wait for channels. */
    void intern(Collection<MappingKey> keys);

    /** Keys after one, in their order. */
    List<Stored> page(UUID after, int limit);

    /** Keys that wait for channels. */
    List<Stored> pending(int limit);

    /** How many keys wait for channels. */
    long pendingCount();

    /** How many keys there are. */
    long count();

    /** A key by its id. */
    Optional<MappingKey> find(UUID id);
}
