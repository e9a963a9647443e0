package dev.touchstone.touchpoint.touchpoint;

import dev.touchstone.touchpoint.generate.Touchpoint;
import java.util.List;
import java.util.UUID;

/** Where touchpoints are kept for derivation. */
public interface TouchpointStore {
    /**
     * What derivation needs of a stored touchpoint to see whether it changed.
     *
     * @param personId the person
     * @param touchpointId the touchpoint
     * @param digest of its content
     * @param mappingKeyId what decides its channel
     */
    record Stored(UUID personId, UUID touchpointId, UUID digest, UUID mappingKeyId) {}

    /**
     * Differences between what is stored and what should be.
     *
     * @param created not stored yet
     * @param updated stored with other content
     * @param removed stored and should not be
     * @param rekeyed of the updated ones, as they are stored, those that had another mapping key
     */
    record Changes(List<Touchpoint> created, List<Touchpoint> updated, List<Stored> removed, List<Stored> rekeyed) {
        public Changes {
            created = List.copyOf(created);
            updated = List.copyOf(updated);
            removed = List.copyOf(removed);
            rekeyed = List.copyOf(rekeyed);
        }

        /** How many differences. */
        public int count() {
            return created.size() + updated.size() + removed.size();
        }
    }

    /** The stored touchpoints of some people. */
    List<Stored> read(List<UUID> personIds);

    /** Stores the differences and writes each to the change feed, in the caller's transaction. */
    void apply(Changes changes);
}
