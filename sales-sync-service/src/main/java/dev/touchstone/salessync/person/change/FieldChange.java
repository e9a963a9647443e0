package dev.touchstone.salessync.person.change;

import dev.touchstone.salessync.person.ReadWay;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a field of a person changed. Pure.
 *
 * @param number orders the changes
 * @param marketoId the person's id then
 * @param field column of {@code person}
 * @param oldValue null if it was empty
 * @param newValue null if it is empty
 * @param source where the new value was read
 * @param version of the person after the change
 */
public record FieldChange(
        long number,
        long marketoId,
        String field,
        @Nullable String oldValue,
        @Nullable String newValue,
        Source source,
        long version) {
    /**
     * Where a value was read.
     *
     * @param system {@code marketo}
     * @param readAt when the reading began, UTC
     */
    public record Source(String system, ReadWay way, Instant readAt) {}
}
