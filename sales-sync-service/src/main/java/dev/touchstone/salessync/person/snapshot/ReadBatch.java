package dev.touchstone.salessync.person.snapshot;

import dev.touchstone.salessync.marketo.MarketoError;
import dev.touchstone.salessync.person.PersonReading;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * People as one read found them. Pure.
 *
 * @param readings no id twice
 * @param readAt when the read began; for an exported file, when Marketo began to write it (R-I-3)
 * @param unreadable whom else Marketo has but cannot answer with, and why
 */
public record ReadBatch(List<PersonReading> readings, Instant readAt, Map<Long, MarketoError> unreadable) {
    public ReadBatch {
        readings = List.copyOf(readings);
        unreadable = Map.copyOf(unreadable);
    }

    /** A batch of people of whom each could be read. */
    public ReadBatch(List<PersonReading> readings, Instant readAt) {
        this(readings, readAt, Map.of());
    }
}
