package dev.touchstone.testing.salesforce.org;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * All committed changes in order. Listeners are called after the commit, in order, one commit at a time, on the thread of the
 * writer, and must be quick. Thread-safe.
 */
public final class ChangeJournal {
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
        listeners.forEach(listener -> listener.accept(committed));
    }
}
