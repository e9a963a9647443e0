package dev.touchstone.touchpoint.collect;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits to be stored, and what is being stored: never more than it may hold. A submission larger than all it may hold is
 * taken when nothing else is there.
 */
final class SubmissionBuffer {
    private final CollectorSettings.Buffer limits;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition added = lock.newCondition();
    private final Condition released = lock.newCondition();
    private final Deque<Submission> waiting = new ArrayDeque<>();
    private long events;
    private long bytes;
    private boolean closed;

    SubmissionBuffer(CollectorSettings.Buffer limits) {
        this.limits = limits;
    }

    /** Adds a submission if there is room; false if there is none, or no more is taken. */
    boolean offer(Submission submission) {
        lock.lock();
        try {
            if (closed || !fits(submission)) {
                return false;
            }
            add(submission);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Adds a submission, and waits until there is room; false if no more is taken. */
    boolean put(Submission submission) throws InterruptedException {
        lock.lock();
        try {
            while (!closed && !fits(submission)) {
                released.await();
            }
            if (closed) {
                return false;
            }
            add(submission);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for submissions, and takes as many as one transaction stores; none when it is closed and empty. */
    List<Submission> take() throws InterruptedException {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                added.await();
            }
            List<Submission> group = new ArrayList<>();
            int size = 0;
            while (!waiting.isEmpty()
                    && (group.isEmpty() || size + waiting.getFirst().size() <= limits.transactionEvents())) {
                Submission submission = waiting.removeFirst();
                group.add(submission);
                size += submission.size();
            }
            return group;
        } finally {
            lock.unlock();
        }
    }

    /** Gives the room of submissions that were answered to others. */
    void release(List<Submission> answered) {
        lock.lock();
        try {
            for (Submission submission : answered) {
                events -= submission.size();
                bytes -= submission.bytes();
            }
            released.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more; what is there is still given out. */
    void close() {
        lock.lock();
        try {
            closed = true;
            added.signalAll();
            released.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Events that wait or are being stored. */
    long events() {
        lock.lock();
        try {
            return events;
        } finally {
            lock.unlock();
        }
    }

    private boolean fits(Submission submission) {
        return events == 0
                || (events + submission.size() <= limits.events() && bytes + submission.bytes() <= limits.bytes());
    }

    private void add(Submission submission) {
        waiting.addLast(submission);
        events += submission.size();
        bytes += submission.bytes();
        added.signal();
    }
}
