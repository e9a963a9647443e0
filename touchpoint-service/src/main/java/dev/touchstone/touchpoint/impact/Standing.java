package dev.touchstone.touchpoint.impact;

import dev.touchstone.touchpoint.generate.MappingKey;
import java.util.List;
import java.util.UUID;

/**
 * Where a mapping key stands.
 *
 * @param id the key's id
 * @param key the key
 * @param parts how it stands in each stretch of time that is looked at, in their order
 */
record Standing(UUID id, MappingKey key, List<Part> parts) {
    /** Not yet mapped. */
    static final int UNMAPPED = -1;

    Standing {
        parts = List.copyOf(parts);
    }

    /**
     * How a key stands in a stretch of time.
     *
     * @param rowNumber the row that decides there; {@link #UNMAPPED} if none does yet
     * @param touchpoints its touchpoints there
     */
    record Part(int rowNumber, long touchpoints) {}
}
