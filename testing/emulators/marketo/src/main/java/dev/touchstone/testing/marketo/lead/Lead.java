package dev.touchstone.testing.marketo.lead;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A person as the instance has it: text, numbers, booleans or null by REST name. Immutable. */
public interface Lead {
    /** The partition that people are in unless it is said otherwise. */
    String DEFAULT_PARTITION = "Default";

    /** Marketo's number of the person. */
    long id();

    /** A field; null if it is empty or the instance lacks it. */
    @Nullable
    Object value(String field);

    /** When the record came about, in whole seconds; export windows go by it. */
    Instant createdAt();

    /** When any field changed last, in whole seconds. */
    Instant updatedAt();

    /** The partition that the person is in. */
    default String partition() {
        return DEFAULT_PARTITION;
    }
}
