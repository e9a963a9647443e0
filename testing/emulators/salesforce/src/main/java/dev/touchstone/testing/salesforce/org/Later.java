package dev.touchstone.testing.salesforce.org;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/** Writes of the automation that are due at a later time. Guarded by the organisation's lock, except for {@link #isDue}. */
final class Later {
    private final PriorityQueue<Due> queue = new PriorityQueue<>();
    private long planned;
    private volatile Instant next = Instant.MAX;

    private record Due(Instant time, long number, Automation.AfterSave flow, SObject row) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = time.compareTo(other.time);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    void plan(Automation.AfterSave flow, SObject row, Instant now) {
        queue.add(new Due(now.plus(flow.delay()), planned++, flow, row));
        readNext();
    }

    boolean isDue(Instant now) {
        return !now.isBefore(next);
    }

    /** Takes all writes that are due, in the order in which they are. */
    List<Write> take(Instant now) {
        List<Write> writes = new ArrayList<>();
        for (Due due = queue.peek(); due != null && !due.time().isAfter(now); due = queue.peek()) {
            queue.remove();
            writes.addAll(due.flow().writes().apply(due.row()));
        }
        readNext();
        return writes;
    }

    void clear() {
        queue.clear();
        readNext();
    }

    private void readNext() {
        Due first = queue.peek();
        next = first == null ? Instant.MAX : first.time();
    }
}
