package dev.touchstone.testing.salesforce.org;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every write that was carried out: the newest 200,000 in full, all of them in the counts. Thread-safe. */
public final class TruthLog {
    private static final int MAX_WRITES = 200_000;
    private final Deque<AcceptedWrite> writes = new ArrayDeque<>();
    private final Map<String, Long> totals = new TreeMap<>();
    private long last;

    TruthLog() {}

    /** All writes that are kept, oldest first. */
    public synchronized List<AcceptedWrite> all() {
        return List.copyOf(writes);
    }

    /** Those of one type. */
    public List<AcceptedWrite> ofType(String type) {
        return all().stream().filter(write -> write.type().equals(type)).toList();
    }

    /** Those of one record. */
    public List<AcceptedWrite> ofRecord(String id) {
        return all().stream().filter(write -> write.id().equals(id)).toList();
    }

    /** How many there were, by type and operation: {@code Task create}. */
    public synchronized Map<String, Long> totals() {
        return new LinkedHashMap<>(totals);
    }

    /** Forgets what was so far; numbers go on. */
    public synchronized void clear() {
        writes.clear();
        totals.clear();
    }

    synchronized void add(List<AcceptedWrite> accepted) {
        for (AcceptedWrite write : accepted) {
            totals.merge(write.type() + " " + write.operation(), 1L, Long::sum);
            if (writes.size() == MAX_WRITES) {
                writes.removeFirst();
            }
            writes.addLast(write);
        }
        last += accepted.size();
    }

    synchronized long next() {
        return last + 1;
    }
}
