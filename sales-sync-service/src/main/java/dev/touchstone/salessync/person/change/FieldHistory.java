package dev.touchstone.salessync.person.change;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The history of the fields of people. */
public interface FieldHistory {
    /**
     * Changes of a person under all ids it had, newest first.
     *
     * @param beforeNumber only changes with a smaller number
     * @param limit at most so many
     */
    List<FieldChange> list(long marketoId, long beforeNumber, int limit);

    /** Where the present value of each field comes from, if it changed since history is kept. */
    Map<String, FieldChange.Source> sources(long marketoId);

    /** Drops what was read before a time; how many changes. */
    int drop(Instant readBefore);
}
