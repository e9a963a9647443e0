package dev.touchstone.testing.salesforce.org;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which records went into the recycle bin and when, for 15 days. Guarded by the organisation's lock. */
final class DeleteLog {
    private static final Duration KEPT = Duration.ofDays(15);
    private final Map<String, Map<String, DeletedRecord>> byType = new HashMap<>();
    private Instant purgedBefore = Instant.EPOCH;

    void add(String type, DeletedRecord record) {
        byType.computeIfAbsent(type, name -> new LinkedHashMap<>()).put(record.id(), record);
    }

    void remove(String type, String id) {
        byType.getOrDefault(type, new HashMap<>()).remove(id);
    }

    List<DeletedRecord> within(String type, Instant start, Instant end, Instant now) {
        Instant earliest = earliest(now);
        return byType.getOrDefault(type, Map.of()).values().stream()
                .filter(record -> !record.deletedDate().isBefore(start)
                        && record.deletedDate().isBefore(end))
                .filter(record -> !record.deletedDate().isBefore(earliest))
                .toList();
    }

    /** The time before which nothing is known. */
    Instant earliest(Instant now) {
        Instant kept = now.minus(KEPT);
        return kept.isAfter(purgedBefore) ? kept : purgedBefore;
    }

    void purge(Instant before) {
        purgedBefore = before.isAfter(purgedBefore) ? before : purgedBefore;
    }

    void clear() {
        byType.clear();
        purgedBefore = Instant.EPOCH;
    }
}
