package dev.touchstone.salessync.salesforce.catalogue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An object as this connection may see it. Pure.
 *
 * @param name API name
 * @param createable records may be made
 * @param updateable records may be changed
 * @param fields in Salesforce's order
 * @param lastModified when the description changed last; null if Salesforce did not tell
 */
public record ObjectDescription(
        String name,
        boolean createable,
        boolean updateable,
        List<DescribedField> fields,
        @Nullable Instant lastModified) {
    public ObjectDescription {
        fields = List.copyOf(fields);
    }

    /** The field of this name; upper and lower case are the same. */
    public Optional<DescribedField> field(String fieldName) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(fieldName))
                .findFirst();
    }
}
