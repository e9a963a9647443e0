package dev.touchstone.salessync.activity.delivery;

import dev.touchstone.salessync.activity.Activity;
import dev.touchstone.salessync.activity.ActivityKind;
import dev.touchstone.salessync.activity.ActivityPeople;
import dev.touchstone.salessync.activity.ActivityStore;
import dev.touchstone.salessync.activity.RecordActivities;
import dev.touchstone.salessync.activity.schema.ActivitySchema;
import dev.touchstone.salessync.outbox.BatchOutcome;
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
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every change of the outbox that delivery makes, each in one transaction. */
@ApplicationScoped
class DeliveryJournal {
    private static final String LANE = RecordActivities.LANE;

    private static final List<String> TOPICS =
            Arrays.stream(ActivityKind.values()).map(Enum::name).toList();

    private final OutboxStore outbox;
    private final ActivityStore activities;
    private final ActivityPeople people;
    private final ActivityLetters letters;
    private final OutboxCircumstance circumstance;

    DeliveryJournal(
            OutboxStore outbox,
            ActivityStore activities,
            ActivityPeople people,
            ActivityLetters letters,
            OutboxCircumstance circumstance) {
        this.outbox = outbox;
        this.activities = activities;
        this.people = people;
        this.letters = letters;
        this.circumstance = circumstance;
    }

    /**
     * The rows of a call with what they say, in the order in which they are sent.
     *
     * @param rows the rows
     * @param contents the activity of each
     */
    record Claimed(List<OutboxEntry> rows, List<Activity> contents) {}

    /** What holds the lane now; NONE if it is open. */
    LaneState.Hold hold() {
        LaneState lane = outbox.lane(LANE);
        return lane.isOpen(circumstance.now()) ? LaneState.Hold.NONE : lane.hold();
    }

    /** True if anything is not finished. */
    boolean hasWork() {
        return outbox.hasOpen(LANE);
    }

    /** Takes the next batch; rows whose type cannot be written into are put aside instead. */
    @Transactional
    Claimed claim(UUID worker, OutboxPolicy policy, ActivitySchema schema) {
        Instant now = circumstance.now();
        List<OutboxEntry> taken = outbox.claim(LANE, worker, policy, now);
        Map<Boolean, List<OutboxEntry>> byReadiness = taken.stream()
                .collect(Collectors.partitioningBy(
                        row -> schema.type(ActivityKind.valueOf(row.topic())).isPresent()));
        List<OutboxEntry> blocked = Objects.requireNonNull(byReadiness.get(false));
        store(
                worker,
                blocked.stream().map(row -> OutboxMachine.blocked(row, now)).toList(),
                now);
        List<OutboxEntry> ready = Objects.requireNonNull(byReadiness.get(true));
        Map<String, Activity> contents = activities
                .list(ready.stream().map(OutboxEntry::key).toList())
                .stream()
                .collect(Collectors.toMap(Activity::key, Function.identity()));
        return new Claimed(
                ready,
                ready.stream()
                        .map(row -> Objects.requireNonNull(contents.get(row.key()), "a row has its activity"))
                        .toList());
    }

    /** Puts rows that are due aside, because there is nothing that they can be written into; how many. */
    @Transactional
    int putAside(UUID worker, OutboxPolicy policy) {
        Instant now = circumstance.now();
        List<OutboxEntry> rows = outbox.claim(LANE, worker, policy.atOnce(), now);
        store(worker, rows.stream().map(row -> OutboxMachine.blocked(row, now)).toList(), now);
        return rows.size();
    }

    /**
     * Stores what became of a call.
     *
     * @return the rows as they were stored; those that another process took over meanwhile are left out
     */
    @Transactional
    List<OutboxEntry> settle(UUID worker, List<OutboxEntry> sent, BatchOutcome outcome) {
        Circumstances now = circumstance.draw();
        BatchOutcome timed = circumstance.shared(outcome, now.now());
        LaneState before = outbox.lockLane(LANE);
        outbox.storeLane(LANE, before.after(timed, now.now(), now.random()));
        return store(worker, followed(sent, new OutboxBatch(sent).after(timed, before, now), now.now()), now.now());
    }

    /** The rows are locked from here on: a merge that is stored later finds what was made of them. */
    private List<OutboxEntry> followed(List<OutboxEntry> sent, List<OutboxEntry> after, Instant now) {
        Map<String, Long> holders = outbox
                .lock(sent.stream().map(OutboxEntry::key).toList())
                .stream()
                .collect(Collectors.toMap(OutboxEntry::key, OutboxEntry::orderKey));
        List<OutboxEntry> followed = new ArrayList<>(sent.size());
        for (int i = 0; i < sent.size(); i++) {
            OutboxEntry row = sent.get(i);
            long holder = holders.getOrDefault(row.key(), row.orderKey());
            followed.add(OutboxMachine.followed(row, after.get(i), holder, now));
        }
        return followed;
    }

    /** A call that was to prepare a batch failed. No row is to blame, whatever the other side says: it has seen none. */
    @Transactional
    void failed(BatchOutcome outcome) {
        Circumstances now = circumstance.draw();
        BatchOutcome blameless = outcome instanceof BatchOutcome.Rejected rejected
                ? new BatchOutcome.NotExecuted(BatchOutcome.Reason.OUTAGE, rejected.code(), rejected.sentence(), null)
                : circumstance.shared(outcome, now.now());
        outbox.storeLane(LANE, outbox.lockLane(LANE).after(blameless, now.now(), now.random()));
    }

    /** Holds the lane until somebody made the types that are missing. */
    @Transactional
    void holdForSchema(String sentence, Duration lookAgain) {
        LaneState lane = outbox.lockLane(LANE);
        outbox.storeLane(LANE, lane.withoutSchema(sentence, circumstance.now(), lookAgain));
    }

    /** What held the lane is mended. */
    @Transactional
    void release(Set<LaneState.Hold> mended) {
        LaneState lane = outbox.lockLane(LANE);
        if (mended.contains(lane.hold())) {
            outbox.storeLane(LANE, lane.released(circumstance.now()));
        }
    }

    /** Rows whose process died while a call with them was under way are in doubt; how many. */
    @Transactional
    int takeOver(UUID worker, Duration lease, int limit) {
        return change(
                all(OutboxState.SENDING),
                worker,
                lease,
                limit,
                (row, now) -> OutboxMachine.inDoubt(row, now, row.status().code()));
    }

    /** Rows of people whom Marketo does not know go to whom these were merged into, or die; how many. */
    @Transactional
    int resolveAliases(UUID worker, Duration lease, int limit) {
        Instant now = circumstance.now();
        List<OutboxEntry> rows = outbox.take(all(OutboxState.RESOLVE_ALIAS), worker, lease, now, limit);
        if (rows.isEmpty()) {
            return 0;
        }
        Map<Long, Long> winners =
                people.mergedInto(rows.stream().map(OutboxEntry::orderKey).toList());
        store(
                worker,
                rows.stream()
                        .map(row -> OutboxMachine.resolved(row, winners.containsKey(row.orderKey()), now))
                        .toList(),
                now);
        if (!winners.isEmpty()) {
            outbox.move(LANE, winners);
            activities.move(winners);
        }
        return rows.size();
    }

    /** Rows that waited for their type go on; how many. */
    @Transactional
    int unblock(UUID worker, Duration lease, int limit, ActivitySchema schema) {
        List<String> topics = schema.types().keySet().stream().map(Enum::name).toList();
        return change(
                new Wanted(LANE, OutboxState.BLOCKED_SCHEMA, topics), worker, lease, limit, OutboxMachine::unblocked);
    }

    @Transactional
    List<OutboxEntry> takeInDoubt(UUID worker, Duration lease, int limit) {
        return outbox.take(all(OutboxState.IN_DOUBT), worker, lease, circumstance.now(), limit);
    }

    /**
     * Stores what a read-back found.
     *
     * @param found Marketo's id by key
     * @param complete true if the read-back came to its end, so that what was not found is not there
     */
    @Transactional
    List<OutboxEntry> readBack(UUID worker, List<OutboxEntry> rows, Map<String, String> found, boolean complete) {
        Instant now = circumstance.now();
        List<OutboxEntry> changed = new ArrayList<>(rows.size());
        for (OutboxEntry row : rows) {
            String remoteId = found.get(row.key());
            if (remoteId != null) {
                changed.add(OutboxMachine.found(row, remoteId, now));
            } else {
                changed.add(complete ? OutboxMachine.notFound(row, now) : OutboxMachine.notReadBack(row, now));
            }
        }
        return store(worker, changed, now);
    }

    @Transactional
    void renew(Collection<UUID> workers, Duration lease) {
        outbox.renew(workers, lease);
    }

    private static Wanted all(OutboxState state) {
        return new Wanted(LANE, state, TOPICS);
    }

    private int change(
            Wanted wanted,
            UUID worker,
            Duration lease,
            int limit,
            BiFunction<OutboxEntry, Instant, OutboxEntry> transition) {
        Instant now = circumstance.now();
        List<OutboxEntry> rows = outbox.take(wanted, worker, lease, now, limit);
        store(worker, rows.stream().map(row -> transition.apply(row, now)).toList(), now);
        return rows.size();
    }

    private List<OutboxEntry> store(UUID worker, List<OutboxEntry> rows, Instant now) {
        if (rows.isEmpty()) {
            return rows;
        }
        Set<String> stored = outbox.store(worker, rows);
        List<OutboxEntry> kept =
                rows.stream().filter(row -> stored.contains(row.key())).toList();
        letters.report(kept, now);
        return kept;
    }
}
