package dev.touchstone.testing.marketo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The truth log: the newest 100,000 calls, in the order in which they were answered. Thread-safe. */
public final class CallLog {
    private static final int MAX_CALLS = 100_000;
    private final Deque<Call> calls = new ArrayDeque<>();

    synchronized void add(Call call) {
        if (calls.size() == MAX_CALLS) {
            calls.removeFirst();
        }
        calls.addLast(call);
    }

    /** All calls that are kept. */
    public synchronized List<Call> all() {
        return List.copyOf(calls);
    }

    /** The calls of one path. */
    public List<Call> ofPath(String path) {
        return all().stream().filter(call -> call.path().equals(path)).toList();
    }

    /** Forgets what was so far. */
    public synchronized void clear() {
        calls.clear();
    }

    /** The most calls of {@code /rest} within any window of this length, refused ones included. */
    public int mostWithin(Duration window) {
        List<Instant> times = all().stream()
                .filter(call -> call.path().startsWith("/rest/"))
                .map(Call::time)
                .sorted()
                .toList();
        int most = 0;
        int first = 0;
        for (int last = 0; last < times.size(); last++) {
            while (!times.get(first).plus(window).isAfter(times.get(last))) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }
}
