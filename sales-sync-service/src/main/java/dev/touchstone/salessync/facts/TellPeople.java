package dev.touchstone.salessync.facts;

import dev.touchstone.salessync.person.change.PeopleCursor;
import dev.touchstone.salessync.person.change.ReadPeople;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Tells touchpoint-service of people, batch by batch: first those that are due by themselves, then everybody once, then whoever
 * changes. What is told is read at that moment, so that a batch that is repeated says what is so then. One thread calls it.
 */
@ApplicationScoped
public class TellPeople {
    /** Far below 4 MB even if all texts are as long as they may be. */
    static final int BATCH = 500;

    /** A cursor that does not move is stored so often, so that it does not count as left behind. */
    private static final Duration SIGN_OF_LIFE = Duration.ofHours(1);

    /** So long it is taken for granted that their database is the one that answered last: to bring a backup back takes longer. */
    private static final Duration AGREEMENT = Duration.ofSeconds(30);

    private static final long NONE = -1;

    private final FactJournal journal;
    private final CrmRecords records;
    private final ReadPeople people;
    private final DueFacts dueFacts;
    private final Pace pace;

    /** The turn in which our cursor was compared with theirs since they answered last. */
    private long agreedFence = NONE;

    /** When they answered last; null if they never did. */
    private @Nullable Instant answeredAt;

    private int failures;

    TellPeople(FactJournal journal, CrmRecords records, ReadPeople people, DueFacts dueFacts, Pace pace) {
        this.journal = journal;
        this.records = records;
        this.people = people;
        this.dueFacts = dueFacts;
        this.pace = pace;
    }

    /** How quickly, how that is measured, the time, and chance. */
    @Singleton
    static class Pace {
        private final FactPolicy policy;
        private final FactMeters meters;
        private final Clock clock;
        private final RandomGenerator random;

        Pace(FactPolicy policy, FactMeters meters, Clock clock, RandomGenerator random) {
            this.policy = policy;
            this.meters = meters;
            this.clock = clock;
            this.random = random;
        }
    }

    /**
     * Tells one batch, if it is this process' turn.
     *
     * @param worker the process that asks
     * @return when to call again; at once if there may be more to tell
     */
    public Duration advance(UUID worker) {
        Optional<SqlFactStore.Turn> turn = journal.claim(worker, pace.policy.lease());
        if (turn.isEmpty()) {
            notMyTurn();
            return pace.policy.pollInterval();
        }
        try {
            boolean more = step(turn.get());
            return more ? Duration.ZERO : pace.policy.pollInterval();
        } catch (NotReached failure) {
            return failed(failure);
        }
    }

    /** Lets another process go on at once. */
    public void release(UUID worker) {
        journal.release(worker);
    }

    private boolean step(SqlFactStore.Turn turn) {
        Optional<PeopleCursor> stored = stored(turn);
        stored.ifPresent(cursor -> pace.meters.toldAtLeastUntil(cursor.seenAt()));
        PeopleCursor cursor = stored.isPresent() ? agreed(turn.fence(), stored.get()) : begin(turn.fence());
        List<SqlFactStore.Due> due = journal.due(BATCH);
        return due.isEmpty() ? follow(turn.fence(), cursor) : tellDue(turn.fence(), due);
    }

    private boolean tellDue(long fence, List<SqlFactStore.Due> due) {
        List<CrmFact> facts = dueFacts.of(due);
        return commit(fence, null, new FactJournal.Told(facts, tell(facts, null), due));
    }

    private boolean follow(long fence, PeopleCursor cursor) {
        ReadPeople.Step step = people.next(cursor, BATCH);
        PeopleCursor after = step.cursor();
        // Whoever was forgotten is due by themselves: only then it is known when they went.
        List<CrmFact> facts = step.seen().stream()
                .flatMap(seen ->
                        Optional.ofNullable(seen.person()).map(person -> CrmFact.of(person, seen.winner())).stream())
                .toList();
        // Since they answered last, their database may have been brought back: the cursor of a batch would hide that.
        if (!facts.isEmpty() && !answeredLately() && !asked(fence, cursor).equals(cursor)) {
            return true;
        }
        CrmRecords.Answer answer = tell(facts, after);
        boolean moved = !step.seen().isEmpty() || after.isLive() != cursor.isLive();
        if (!moved && after.seenAt().isBefore(cursor.seenAt().plus(SIGN_OF_LIFE))) {
            pace.meters.toldUntil(after.seenAt());
            return false;
        }
        if (!commit(fence, after, new FactJournal.Told(facts, answer, List.of()))) {
            return false;
        }
        pace.meters.toldUntil(after.seenAt());
        return moved;
    }

    private CrmRecords.Answer tell(List<CrmFact> facts, @Nullable PeopleCursor cursor) {
        if (facts.isEmpty()) {
            return CrmRecords.Answer.NONE;
        }
        CrmRecords.Answer answer = records.tell(facts, cursor == null ? null : cursor.encode());
        reached();
        pace.meters.told(answer);
        return answer;
    }

    private Optional<PeopleCursor> stored(SqlFactStore.Turn turn) {
        return Optional.ofNullable(turn.cursor())
                .filter(cursor -> turn.edition() == CrmFact.EDITION)
                .flatMap(PeopleCursor::decode)
                .filter(cursor -> !people.isExpired(cursor));
    }

    /** Where both databases say that what is before was told. Asked in each turn and after each time without an answer. */
    private PeopleCursor agreed(long fence, PeopleCursor ours) {
        return agreedFence == fence ? ours : asked(fence, ours);
    }

    private PeopleCursor asked(long fence, PeopleCursor ours) {
        Optional<PeopleCursor> theirs = records.cursor().flatMap(PeopleCursor::decode);
        reached();
        Optional<PeopleCursor> both = ResumePoint.of(ours, theirs).filter(cursor -> !people.isExpired(cursor));
        if (both.isEmpty()) {
            return begin(fence);
        }
        return both.get().equals(ours) || commit(fence, both.get(), FactJournal.Told.NOTHING)
                ? from(fence, both.get())
                : both.get();
    }

    private boolean answeredLately() {
        Instant now = pace.clock.instant();
        @Nullable Instant answered = answeredAt;
        return answered != null && !now.isBefore(answered) && now.isBefore(answered.plus(AGREEMENT));
    }

    private PeopleCursor begin(long fence) {
        PeopleCursor everybody = people.everybody();
        if (commit(fence, everybody, FactJournal.Told.NOTHING)) {
            Log.info("touchpoint-service is told of everybody");
            return from(fence, everybody);
        }
        return everybody;
    }

    private PeopleCursor from(long fence, PeopleCursor agreed) {
        agreedFence = fence;
        pace.meters.toldUntil(agreed.seenAt());
        return agreed;
    }

    private boolean commit(long fence, @Nullable PeopleCursor cursor, FactJournal.Told told) {
        boolean committed = journal.commit(fence, cursor, told);
        if (!committed) {
            notMyTurn();
        }
        return committed;
    }

    private void notMyTurn() {
        agreedFence = NONE;
        failures = 0;
        pace.meters.notMyTurn();
    }

    private void reached() {
        if (failures > 0) {
            Log.infof("touchpoint-service answers again after %d failures", failures);
        }
        failures = 0;
        answeredAt = pace.clock.instant();
        pace.meters.reached();
    }

    private Duration failed(NotReached failure) {
        agreedFence = NONE;
        if (failures == 0) {
            Log.warnf("people wait to be passed on: %s", failure.getMessage());
        }
        Duration pause = pace.policy.retries().delay(failures, pace.random.nextDouble(), Optional.empty());
        failures++;
        pace.meters.failed(failure, failures);
        return pause;
    }
}
