package dev.touchstone.salessync.task.delivery;

import dev.touchstone.salessync.outbox.OutboxClock;
import dev.touchstone.salessync.task.TaskRecord;
import dev.touchstone.salessync.task.TaskStore;
import dev.touchstone.salessync.task.TaskStore.DueFlags;
import dev.touchstone.salessync.task.rule.TaskRelation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every change that sending flags makes, each in one transaction. */
@ApplicationScoped
class FlagJournal {
    /** Flags that could not be written are due again after this. */
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final TaskStore tasks;
    private final FlagLetters letters;
    private final OutboxClock clock;

    FlagJournal(TaskStore tasks, FlagLetters letters, OutboxClock clock) {
        this.tasks = tasks;
        this.letters = letters;
        this.clock = clock;
    }

    /** Flags of a seller's tasks that are due, under parents that are the caller's until they are settled; the others stay due. */
    @Transactional
    List<DueFlags> claim(UUID worker, String seller, Duration lease, int limit) {
        Instant now = clock.now();
        List<DueFlags> due = tasks.claimFlags(seller, now, now.plus(AGAIN), limit);
        Map<String, TaskRecord> records = tasks
                .list(due.stream().map(DueFlags::taskKey).toList())
                .stream()
                .collect(Collectors.toMap(TaskRecord::key, Function.identity()));
        List<DueFlags> related =
                due.stream().filter(each -> parent(records, each).isPresent()).toList();
        Set<String> free = tasks.takeParents(
                ByParent.parents(related, each -> parent(records, each).orElseThrow()), worker, lease);
        return related.stream()
                .filter(each -> free.contains(parent(records, each).orElseThrow()))
                .toList();
    }

    private static Optional<String> parent(Map<String, TaskRecord> records, DueFlags flags) {
        return Optional.ofNullable(records.get(flags.taskKey()))
                .flatMap(TaskRecord::relation)
                .map(TaskRelation::parent);
    }

    /**
     * Stores what became of flags, and gives up their parents.
     *
     * @param written those that the tasks have now
     * @param refused why, of those that will not be written, by key of the task; others stay due
     */
    @Transactional
    void settle(UUID worker, List<DueFlags> written, Map<DueFlags, String> refused) {
        List<DueFlags> told = new ArrayList<>(written);
        told.addAll(refused.keySet());
        if (!told.isEmpty()) {
            tasks.flagsSettled(told);
        }
        if (!written.isEmpty()) {
            tasks.flagsWritten(written.stream().collect(Collectors.toMap(DueFlags::taskKey, DueFlags::flags)));
        }
        letters.report(written, refused, clock.now());
        tasks.freeParents(worker);
    }

    /** Sellers with flags that are due. */
    @Transactional
    Set<String> sellers() {
        return tasks.sellersOfDueFlags(clock.now());
    }
}
