package dev.touchstone.salessync.person.snapshot;

import dev.touchstone.salessync.person.PersonReading;
import java.time.Instant;
import java.util.List;

/**
 * People as one read found them. Pure.
 *
 * @param readings no id twice
 * @param readAt when the read began; for an exported file, when Marketo began to write it (R-I-3)
 */
public record ReadBatch(List<PersonReading> readings, Instant readAt) {
    public ReadBatch {
        readings = List.copyOf(readings);
    }
}
