package dev.touchstone.testing.emulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The truth log: the newest 100,000 calls, in the order in which they were answered. Thread-safe. */
public final class CallLog {
    private static final int MAX_CALLS = 100_000;
    private final Pattern id;
    private final String tokenPaths;
    private final Deque<Call> calls = new ArrayDeque<>();

    private final Map<String, Long> totals = new TreeMap<>();

    /**
     * An empty log.
     *
     * @param id what counts as an id in a path, its slash before it included
     * @param tokenPaths how the paths begin under which tokens are issued
     */
    public CallLog(Pattern id, String tokenPaths) {
        this.id = id;
        this.tokenPaths = tokenPaths;
    }

    /** Keeps a call. */
    public synchronized void add(Call call) {
        totals.merge(
                call.method() + " " + id.matcher(call.path()).replaceAll("/{}") + " " + call.outcome(), 1L, Long::sum);
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

    /** How many calls there were, by method, path and outcome, ids in paths shown as {@code {}}; also of calls not kept. */
    public synchronized Map<String, Long> totals() {
        return new LinkedHashMap<>(totals);
    }

    /** Forgets what was so far. */
    public synchronized void clear() {
        calls.clear();
        totals.clear();
    }

    /** The most kept calls, except for tokens, within any window of this length, refused ones included. */
    public int mostWithin(Duration window) {
        List<Instant> times = all().stream()
                .filter(call -> !call.path().startsWith(tokenPaths))
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
