package dev.touchstone.salessync.task;

import dev.touchstone.salessync.activity.Erasures;
import dev.touchstone.salessync.outbox.OutboxClock;
import dev.touchstone.salessync.outbox.OutboxEntry;
import dev.touchstone.salessync.outbox.OutboxMachine;
import dev.touchstone.salessync.outbox.OutboxStore;
import dev.touchstone.salessync.person.PeopleForgotten;
import dev.touchstone.salessync.person.PeopleMerged;
import dev.touchstone.salessync.person.PersonErased;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.List;

/** Lets tasks follow their people, in the transaction in which these change: to the winner of a merge, and into oblivion. */
@ApplicationScoped
class TaskMoves {
    private final TaskStore tasks;
    private final OutboxStore outbox;
    private final Erasures erasures;
    private final Event<TasksSettled> settled;
    private final OutboxClock clock;

    TaskMoves(TaskStore tasks, OutboxStore outbox, Erasures erasures, Event<TasksSettled> settled, OutboxClock clock) {
        this.tasks = tasks;
        this.outbox = outbox;
        this.erasures = erasures;
        this.settled = settled;
        this.clock = clock;
    }

    void merged(@Observes PeopleMerged event) {
        tasks.move(event.loser(), event.winner());
    }

    void erased(@Observes PersonErased event) {
        erase(List.of(event.marketoId()));
    }

    void forgotten(@Observes PeopleForgotten event) {
        erase(event.marketoIds());
    }

    /** The rows before the tasks, as delivery locks them. What is in Salesforce stays there: it is the organisation's. */
    private void erase(List<Long> marketoIds) {
        erasures.begin();
        List<String> keys = tasks.keys(marketoIds);
        if (keys.isEmpty()) {
            tasks.erase(marketoIds);
            return;
        }
        Instant now = clock.now();
        List<OutboxEntry> unfinished = outbox.lock(keys).stream()
                .filter(row -> !OutboxMachine.erased(row, now).equals(row))
                .toList();
        outbox.overwrite(
                unfinished.stream().map(row -> OutboxMachine.erased(row, now)).toList());
        tasks.erase(marketoIds);
        settled.fire(new TasksSettled(unfinished.stream().map(OutboxEntry::key).toList()));
    }
}
