package dev.touchstone.salessync.task.api;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.salessync.connection.salesforce.ConnectedSalesforce;
import dev.touchstone.salessync.outbox.OutboxCounts;
import dev.touchstone.salessync.outbox.OutboxEntry;
import dev.touchstone.salessync.outbox.OutboxStore;
import dev.touchstone.salessync.task.TaskLane;
import dev.touchstone.salessync.task.TaskRecord;
import dev.touchstone.salessync.task.TaskStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Shows tasks. */
@ApplicationScoped
class LookAtTasks {
    private final TaskStore tasks;
    private final OutboxStore outbox;
    private final ConnectedSalesforce connected;

    LookAtTasks(TaskStore tasks, OutboxStore outbox, ConnectedSalesforce connected) {
        this.tasks = tasks;
        this.outbox = outbox;
        this.connected = connected;
    }

    /**
     * A task, and how far it is.
     *
     * @param usable whether the seller's connection can be used
     */
    record Seen(TaskRecord task, OutboxEntry row, boolean usable) {}

    /**
     * The task of an activity.
     *
     * @throws RpcFailure.NotFound {@code CRM_TASK_NOT_FOUND}
     */
    @Transactional
    public Seen ofActivity(String activityKey) {
        TaskRecord task = tasks.ofActivity(activityKey)
                .orElseThrow(() -> new RpcFailure.NotFound(
                        "CRM_TASK_NOT_FOUND",
                        "the activity " + activityKey + " makes no task in Salesforce",
                        Map.of("activityKey", activityKey)));
        OutboxEntry row = outbox.lock(List.of(task.key())).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a task has its row"));
        return new Seen(task, row, usable().contains(task.seller()));
    }

    /** The counts of this instant. */
    @Transactional
    public TaskCounts counts() {
        Set<String> usable = usable();
        List<OutboxCounts> parked = outbox.openLanes(TaskLane.PREFIX).stream()
                .filter(lane -> TaskLane.seller(lane)
                        .filter(seller -> !usable.contains(seller))
                        .isPresent())
                .map(outbox::counts)
                .toList();
        // Rows of sellers who are parked and finished are counted with the others: they do not wait.
        return TaskCounts.of(outbox.countsOfAll(TaskLane.PREFIX), parked);
    }

    private Set<String> usable() {
        return new HashSet<>(connected.usableSellers());
    }
}
