package dev.touchstone.touchpoint.fieldbook;

import java.time.Instant;

/**
 * How a version of the calculated fields came to be, without the fields.
 *
 * @param version from 1 upwards without holes
 * @param fieldCount how many fields it has
 * @param author who saved it
 * @param note why; empty if nothing was said
 * @param createdAt since when, UTC
 */
public record FieldListEntry(long version, int fieldCount, String author, String note, Instant createdAt) {
    /** For an update: changes with every version. */
    public String etag() {
        return Long.toString(version);
    }
}
