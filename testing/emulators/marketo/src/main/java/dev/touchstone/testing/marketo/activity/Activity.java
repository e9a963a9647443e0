package dev.touchstone.testing.marketo.activity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the activity log.
 *
 * @param number unique, rising; the {@code marketoGUID}
 * @param typeId which kind it is
 * @param leadId whom it is about
 * @param date when it happened, by what the log says
 * @param visibleFrom when feeds begin to show it; late arrivals are visible later than they are dated
 * @param primary the primary attribute; empty if the type has none
 * @param attributes the other attributes; empty ones are left out
 * @param changes for a change of data values, which fields
 */
public record Activity(
        long number,
        int typeId,
        long leadId,
        Instant date,
        Instant visibleFrom,
        Optional<Primary> primary,
        List<Attribute> attributes,
        List<Change> changes) {
    /** The primary attribute: its value, and the number of the asset or record it means, 0 if it is none. */
    public record Primary(long id, String value) {}

    /** An attribute, by the name that is shown. */
    public record Attribute(String name, Object value) {}

    /** A field that changed: its number, REST name and values. */
    public record Change(
            int fieldId,
            String field,
            @Nullable Object before,
            @Nullable Object after) {}

    public Activity {
        attributes = List.copyOf(attributes);
        changes = List.copyOf(changes);
    }

    /** An attribute's value as text; empty if it is not there. */
    public Optional<String> attribute(String name) {
        return attributes.stream()
                .filter(attribute -> attribute.name().equals(name))
                .map(attribute -> attribute.value().toString())
                .findFirst();
    }
}
