package dev.touchstone.touchpoint.ruletrial;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Lets what is read be worked off by another thread, one after the other, while more is read: two batches are in memory at most.
 * One for a run; not thread-safe for the reader.
 */
final class Overlapped<T> implements AutoCloseable {
    private static final int BATCH = 500;

    private final Consumer<T> work;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("rule-trial").daemon().factory());
    private List<T> batch = new ArrayList<>(BATCH);
    private CompletableFuture<Void> atWork = CompletableFuture.completedFuture(null);

    Overlapped(Consumer<T> work) {
        this.work = work;
    }

    /** One more. */
    void add(T item) {
        batch.add(item);
        if (batch.size() == BATCH) {
            handOver();
        }
    }

    private void handOver() {
        await();
        List<T> full = batch;
        batch = new ArrayList<>(BATCH);
        atWork = CompletableFuture.runAsync(() -> full.forEach(work), worker);
    }

    /** Returns when everything is worked off; fails if the work did. */
    void finish() {
        handOver();
        await();
    }

    private void await() {
        try {
            atWork.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        worker.shutdown();
    }
}
