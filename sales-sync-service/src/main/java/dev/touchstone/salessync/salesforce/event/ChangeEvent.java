package dev.touchstone.salessync.salesforce.event;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An event: one change of one or several records, all of which changed in the same way. Pure.
 *
 * @param id identity of the event within its topic; an event may come again
 * @param replayId its place in the stream
 * @param entity the type of the records
 * @param recordIds the records; empty if the event is about the whole type
 * @param kind what happened
 * @param transaction of which transaction it is a part
 * @param values what fields hold, for a create and an undelete all that are not empty, for an update all that changed, with null for
 *     those that are empty now; String, Boolean, Integer, Long, Double, {@link java.time.LocalDate} or {@link Instant}
 * @param different fields that changed, but come as a difference to what they held: they have to be read
 * @param fields all fields that the event could tell
 */
public record ChangeEvent(
        String id,
        ReplayId replayId,
        String entity,
        List<String> recordIds,
        ChangeKind kind,
        Transaction transaction,
        Map<String, @Nullable Object> values,
        Set<String> different,
        Set<String> fields) {

    /**
     * The transaction of a change.
     *
     * @param key what all events of the transaction share
     * @param sequenceNumber place within the transaction, from 1
     * @param commitTime when it was committed
     * @param commitUser id of the user who made it
     * @param origin through what it was made
     */
    public record Transaction(
            String key, int sequenceNumber, Instant commitTime, String commitUser, ChangeOrigin origin) {}

    public ChangeEvent {
        recordIds = List.copyOf(recordIds);
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        different = Set.copyOf(different);
    }

    /** True if the event does not tell which records changed: everything of the type is to be compared. */
    public boolean isWholeEntity() {
        return recordIds.isEmpty();
    }

    /** True if the records have to be read before it is known what they hold. */
    public boolean needsReading() {
        return kind.isGap() || !different.isEmpty();
    }

    /** True if the event says what this field holds now. */
    public boolean tells(String field) {
        return values.containsKey(field);
    }

    /** Which of these fields the type does not have any more, or hides: their values are not known from events. */
    public Set<String> vanished(Collection<String> wanted) {
        Set<String> vanished = new TreeSet<>(wanted);
        vanished.removeAll(fields);
        return vanished;
    }
}
