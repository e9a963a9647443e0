package dev.touchstone.touchpoint.fieldbook;

import dev.touchstone.touchpoint.touchpointfield.TouchpointField;
import java.time.Instant;
import java.util.List;

/**
 * The calculated fields and how they came to be.
 *
 * @param version from 1 upwards without holes
 * @param fields first to last
 * @param author who saved them
 * @param note why; empty if nothing was said
 * @param createdAt since when, UTC
 */
public record FieldListVersion(
        long version, List<TouchpointField> fields, String author, String note, Instant createdAt) {
    public FieldListVersion {
        fields = List.copyOf(fields);
    }

    /** The version without its fields. */
    public FieldListEntry entry() {
        return new FieldListEntry(version, fields.size(), author, note, createdAt);
    }

    /** For an update: changes with every version. */
    public String etag() {
        return entry().etag();
    }
}
