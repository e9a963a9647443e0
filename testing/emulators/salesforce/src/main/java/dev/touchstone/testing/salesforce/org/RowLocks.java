package dev.touchstone.testing.salesforce.org;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Locks on the parents of written rows. A test locks a parent itself, or makes every write hold its parents for a while, so that
 * writes with a common parent meet. Thread-safe.
 */
public final class RowLocks {
    private final InstantSource clock;
    private final Map<String, Integer> failures = new HashMap<>();
    private final Map<String, Instant> lockedUntil = new HashMap<>();
    private final Set<String> held = new HashSet<>();
    private Duration hold = Duration.ZERO;
    private long refused;
    private int together;

    RowLocks(InstantSource clock) {
        this.clock = clock;
    }

    /** The next so many rows under this record fail. */
    public synchronized void failNext(String id, int rows) {
        failures.merge(id, rows, Integer::sum);
    }

    /** Rows under this record fail for so long, by the organisation's clock. */
    public synchronized void lock(String id, Duration time) {
        lockedUntil.put(id, clock.instant().plus(time));
    }

    /** Every write of rows takes at least so long, in real time, and holds its parents meanwhile. */
    public synchronized void holdEachWrite(Duration time) {
        hold = time;
    }

    /** Nothing is locked any more; the counts start again. */
    public synchronized void clear() {
        failures.clear();
        lockedUntil.clear();
        hold = Duration.ZERO;
        refused = 0;
        together = 0;
    }

    /** How many rows were refused because of a lock. */
    public synchronized long refused() {
        return refused;
    }

    /** How many writes met another one under the same parent. */
    public synchronized int meetings() {
        return together;
    }

    synchronized Duration hold() {
        return hold;
    }

    /** Takes the parents of a write that no other write holds; rows under the others have to fail. */
    synchronized Set<String> take(Collection<String> parents) {
        Set<String> taken = new HashSet<>(parents);
        taken.removeAll(held);
        if (taken.size() < new HashSet<>(parents).size()) {
            together++;
        }
        held.addAll(taken);
        return taken;
    }

    synchronized void release(Set<String> taken) {
        held.removeAll(taken);
    }

    /** The parent because of which a row has to fail. */
    synchronized Optional<String> refusal(Collection<String> parents, Set<String> taken) {
        Optional<String> locked = parents.stream()
                .filter(parent -> !taken.contains(parent) || fails(parent))
                .findFirst();
        refused += locked.isPresent() ? 1 : 0;
        return locked;
    }

    private boolean fails(String parent) {
        Instant until = lockedUntil.get(parent);
        if (until != null && clock.instant().isBefore(until)) {
            return true;
        }
        return failures.computeIfPresent(parent, (id, left) -> left > 0 ? left - 1 : null) != null;
    }
}
