package dev.touchstone.testing.salesforce.org;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The newest 200,000 committed changes in order, or a few more. Listeners are called after the commit, in order, one commit at a
 * time, on the thread of the writer, and must be quick. Thread-safe.
 */
public final class ChangeJournal {
    private static final int KEPT = 200_000;
    private static final int FORGOTTEN_AT_A_TIME = 20_000;
    private final List<Change> changes = new ArrayList<>();
    private final List<Consumer<List<Change>>> listeners = new CopyOnWriteArrayList<>();
    private long forgotten;

    ChangeJournal() {}

    /** Every commit from now on is told, all its changes at once. */
    public void addListener(Consumer<List<Change>> listener) {
        listeners.add(listener);
    }

    /** Nothing is told to it any more. */
    public void removeListener(Consumer<List<Change>> listener) {
        listeners.remove(listener);
    }

    /** The changes after a position, 0 being the start; at most so many. */
    public synchronized List<Change> after(long number, int limit) {
        int from = (int) Math.max(0, number - forgotten);
        int until = (int) Math.min(changes.size(), from + (long) limit);
        return from >= until ? List.of() : List.copyOf(changes.subList(from, until));
    }

    /** The position of the newest change; 0 if there is none. */
    public synchronized long last() {
        return forgotten + changes.size();
    }

    /** Forgets all changes; numbers go on. */
    public synchronized void forget() {
        forgotten = last();
        changes.clear();
    }

    synchronized void append(List<Change> committed) {
        changes.addAll(committed);
        if (changes.size() > KEPT + FORGOTTEN_AT_A_TIME) {
            int old = changes.size() - KEPT;
            changes.subList(0, old).clear();
            forgotten += old;
        }
        listeners.forEach(listener -> listener.accept(committed));
    }
}
