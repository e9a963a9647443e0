package dev.touchstone.salessync.salesforce.event.stream;

import dev.touchstone.salessync.salesforce.event.ChangeEvent;
import dev.touchstone.salessync.salesforce.event.EventBatch;
import dev.touchstone.salessync.salesforce.event.ReplayId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Keeps events and place together, as a transaction does: when taking fails, neither is kept. */
final class StoringConsumer implements EventConsumer {
    private final List<ChangeEvent> events = new ArrayList<>();
    private final List<String> lost = new ArrayList<>();
    private Optional<ReplayId> position = Optional.empty();
    private int batches;
    private Consumer<EventBatch> before = batch -> {};

    /** What happens before each batch is kept; if it throws, the batch is not. */
    synchronized void before(Consumer<EventBatch> action) {
        before = action;
    }

    private synchronized Consumer<EventBatch> before() {
        return before;
    }

    @Override
    public synchronized Optional<ReplayId> position() {
        return position;
    }

    @Override
    public void take(EventBatch batch) {
        before().accept(batch);
        keep(batch);
    }

    private synchronized void keep(EventBatch batch) {
        events.addAll(batch.events());
        position = Optional.of(batch.position());
        batches++;
    }

    @Override
    public synchronized void positionLost(String code) {
        lost.add(code);
        position = Optional.empty();
    }

    synchronized List<ChangeEvent> events() {
        return List.copyOf(events);
    }

    /** The records of the events, in their order. */
    List<String> recordIds() {
        return events().stream().flatMap(event -> event.recordIds().stream()).toList();
    }

    synchronized List<String> lost() {
        return List.copyOf(lost);
    }

    synchronized int batches() {
        return batches;
    }
}
