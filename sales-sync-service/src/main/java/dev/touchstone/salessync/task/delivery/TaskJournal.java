package dev.touchstone.salessync.task.delivery;

import dev.touchstone.salessync.outbox.BatchOutcome;
import dev.touchstone.salessync.outbox.JudgedRows;
import dev.touchstone.salessync.outbox.LaneState;
import dev.touchstone.salessync.outbox.OutboxBatch;
import dev.touchstone.salessync.outbox.OutboxBatch.Circumstances;
import dev.touchstone.salessync.outbox.OutboxCircumstance;
import dev.touchstone.salessync.outbox.OutboxEntry;
import dev.touchstone.salessync.outbox.OutboxMachine;
import dev.touchstone.salessync.outbox.OutboxPolicy;
import dev.touchstone.salessync.outbox.OutboxState;
import dev.touchstone.salessync.outbox.OutboxStore;
import dev.touchstone.salessync.outbox.OutboxStore.Wanted;
import dev.touchstone.salessync.task.TaskLane;
import dev.touchstone.salessync.task.TaskRecord;
import dev.touchstone.salessync.task.TaskStore;
import dev.touchstone.salessync.task.rule.TaskFlags;
import dev.touchstone.salessync.task.rule.TaskKind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every change that sending tasks makes, each in one transaction. */
@ApplicationScoped
class TaskJournal {
    /** A task whose parent another batch writes to looks again after this. */
    private static final Duration PARENT_WAIT = Duration.ofSeconds(1);

    private static final List<String> TOPICS =
            Arrays.stream(TaskKind.values()).map(Enum::name).toList();

    private final OutboxStore outbox;
    private final TaskStore tasks;
    private final TaskItems items;
    private final TaskLetters letters;
    private final OutboxCircumstance circumstance;

    TaskJournal(
            OutboxStore outbox,
            TaskStore tasks,
            TaskItems items,
            TaskLetters letters,
            OutboxCircumstance circumstance) {
        this.outbox = outbox;
        this.tasks = tasks;
        this.items = items;
        this.letters = letters;
        this.circumstance = circumstance;
    }

    /** Sellers with something unfinished. */
    @Transactional
    List<String> sellers() {
        return outbox.openLanes(TaskLane.PREFIX).stream()
                .flatMap(lane -> TaskLane.seller(lane).stream())
                .toList();
    }

    /** True if nothing holds what is for the seller. */
    @Transactional
    boolean isOpen(String seller) {
        return outbox.lane(TaskLane.of(seller)).isOpen(circumstance.now());
    }

    /**
     * Takes the next batch of a seller: its parents are the batch's until it is settled. Rows under parents that are taken go back, and so do
     * rows of whom it is not known any more whom they are about.
     */
    @Transactional
    List<TaskItem> claim(UUID worker, String seller, OutboxPolicy policy) {
        Instant now = circumstance.now();
        List<OutboxEntry> taken = outbox.claim(TaskLane.of(seller), worker, policy, now);
        if (taken.isEmpty()) {
            return List.of();
        }
        List<TaskItem> batch = items.of(taken);
        Set<String> complete = batch.stream().map(item -> item.row().key()).collect(Collectors.toSet());
        List<OutboxEntry> back = new ArrayList<>();
        taken.stream()
                .filter(row -> !complete.contains(row.key()))
                .forEach(row -> back.add(JudgedRows.stillUnresolved(row, now)));
        Set<String> free = tasks.takeParents(ByParent.parents(batch, TaskItem::parent), worker, policy.lease());
        ByParent.Arranged<TaskItem> arranged =
                ByParent.arrange(batch, TaskItem::parent, item -> item.row().orderKey(), free);
        arranged.later().forEach(item -> back.add(JudgedRows.putBack(item.row(), now.plus(PARENT_WAIT))));
        store(worker, back, Map.of(), now);
        if (arranged.now().isEmpty()) {
            tasks.freeParents(worker);
        }
        return arranged.now();
    }

    /** Keeps how tasks look that Salesforce does not know by a key, before they are sent. */
    @Transactional
    void tried(Map<String, TaskStore.Attempt> attempts) {
        attempts.forEach(tasks::tried);
    }

    /**
     * What became of the tasks of a call.
     *
     * @param outcome of the call
     * @param refusals why, of rows that were refused, by key
     */
    record Result(BatchOutcome outcome, Map<String, Refusal> refusals) {
        Result {
            refusals = Map.copyOf(refusals);
        }
    }

    /**
     * Why Salesforce refused a task.
     *
     * @param words the organisation's own
     * @param leaveOut fields to be left out next time; empty unless the refusal is about fields
     */
    record Refusal(String words, List<String> leaveOut) {
        Refusal {
            leaveOut = List.copyOf(leaveOut);
        }
    }

    /**
     * Stores what became of a call, and gives up its parents.
     *
     * @return the rows as they were stored; those that another process took over meanwhile are left out
     */
    @Transactional
    List<OutboxEntry> settle(UUID worker, String seller, List<TaskItem> sent, Result result) {
        Circumstances now = circumstance.draw();
        String lane = TaskLane.of(seller);
        BatchOutcome timed = circumstance.shared(result.outcome(), now.now());
        LaneState before = outbox.lockLane(lane);
        outbox.storeLane(lane, before.after(timed, now.now(), now.random()));
        List<OutboxEntry> rows = sent.stream().map(TaskItem::row).toList();
        List<OutboxEntry> stored =
                store(worker, new OutboxBatch(rows).after(timed, before, now), result.refusals(), now.now());
        tasks.freeParents(worker);
        keepFlags(sent, stored);
        return stored;
    }

    /** A task is made with the flags of that time. */
    private void keepFlags(List<TaskItem> sent, List<OutboxEntry> stored) {
        Set<String> done = stored.stream()
                .filter(row -> row.state() == OutboxState.DONE)
                .map(OutboxEntry::key)
                .collect(Collectors.toSet());
        Map<String, TaskFlags> flags = sent.stream()
                .filter(item -> done.contains(item.row().key()))
                .filter(item -> !item.record().flags().isEmpty())
                .collect(Collectors.toMap(
                        item -> item.row().key(), item -> item.record().flags()));
        if (!flags.isEmpty()) {
            tasks.flagsWritten(flags);
        }
    }

    /** What a call that was to prepare something failed with; no row is to blame. */
    @Transactional
    void failed(String seller, BatchOutcome outcome) {
        Circumstances now = circumstance.draw();
        BatchOutcome blameless = outcome instanceof BatchOutcome.NotExecuted
                ? circumstance.shared(outcome, now.now())
                : new BatchOutcome.NotExecuted(
                        BatchOutcome.Reason.OUTAGE, "NO_ANSWER", "what tasks need to know could not be read", null);
        String lane = TaskLane.of(seller);
        outbox.storeLane(lane, outbox.lockLane(lane).after(blameless, now.now(), now.random()));
    }

    /** What held a seller's lane is mended. */
    @Transactional
    void release(String seller) {
        String lane = TaskLane.of(seller);
        outbox.storeLane(lane, outbox.lockLane(lane).released(circumstance.now()));
    }

    /**
     * Rows whose process died while a call with them was under way: those that Salesforce knows by their key go again, the others are in doubt;
     * how many.
     */
    @Transactional
    int takeOver(UUID worker, String seller, Duration lease, int limit) {
        Instant now = circumstance.now();
        List<OutboxEntry> rows = outbox.take(wanted(seller, OutboxState.SENDING), worker, lease, now, limit);
        if (rows.isEmpty()) {
            return 0;
        }
        Set<String> keyless =
                tasks.attempts(rows.stream().map(OutboxEntry::key).toList()).keySet();
        List<OutboxEntry> after = rows.stream()
                .map(row -> keyless.contains(row.key())
                        ? OutboxMachine.inDoubt(row, now, row.status().code())
                        : JudgedRows.putBack(row, now))
                .toList();
        store(worker, after, Map.of(), now);
        return rows.size();
    }

    /** Rows in some state that are due, with what is known of their tasks. */
    @Transactional
    List<Taken> take(UUID worker, String seller, OutboxState state, Duration lease, int limit) {
        List<OutboxEntry> rows = outbox.take(wanted(seller, state), worker, lease, circumstance.now(), limit);
        Map<String, TaskRecord> records =
                byKey(tasks.list(rows.stream().map(OutboxEntry::key).toList()), TaskRecord::key);
        return rows.stream()
                .map(row -> new Taken(row, Objects.requireNonNull(records.get(row.key()), "a row has its task")))
                .toList();
    }

    /** A row and its task. */
    record Taken(OutboxEntry row, TaskRecord record) {}

    /** Stores rows that were taken. */
    @Transactional
    List<OutboxEntry> stored(UUID worker, List<OutboxEntry> rows) {
        return store(worker, rows, Map.of(), circumstance.now());
    }

    /** Stores rows whose relation was looked up, with the relation. */
    @Transactional
    void related(UUID worker, List<ResolveTasks.Resolved> resolved) {
        Instant now = circumstance.now();
        Set<String> kept =
                store(worker, resolved.stream().map(ResolveTasks.Resolved::row).toList(), Map.of(), now).stream()
                        .map(OutboxEntry::key)
                        .collect(Collectors.toSet());
        resolved.stream()
                .filter(each -> kept.contains(each.row().key()))
                .forEach(each -> each.relation()
                        .ifPresent(relation -> tasks.relate(each.row().key(), relation, each.rejected())));
    }

    @Transactional
    void renew(Collection<UUID> workers, Duration lease) {
        outbox.renew(workers, lease);
        tasks.renewParents(workers, lease);
    }

    Instant now() {
        return circumstance.now();
    }

    private static Wanted wanted(String seller, OutboxState state) {
        return new Wanted(TaskLane.of(seller), state, TOPICS);
    }

    private List<OutboxEntry> store(UUID worker, List<OutboxEntry> rows, Map<String, Refusal> refusals, Instant now) {
        if (rows.isEmpty()) {
            return rows;
        }
        Set<String> stored = outbox.store(worker, rows);
        List<OutboxEntry> kept =
                rows.stream().filter(row -> stored.contains(row.key())).toList();
        for (OutboxEntry row : kept) {
            Refusal refusal = refusals.get(row.key());
            if (refusal != null && !refusal.leaveOut().isEmpty()) {
                tasks.leaveOut(row.key(), refusal.leaveOut());
            }
        }
        letters.report(kept, refusals, now);
        return kept;
    }

    private static <T> Map<String, T> byKey(List<T> values, Function<T, String> key) {
        return values.stream().collect(Collectors.toMap(key, Function.identity()));
    }
}
