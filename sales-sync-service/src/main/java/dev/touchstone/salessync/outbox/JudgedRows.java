package dev.touchstone.salessync.outbox;

import dev.touchstone.salessync.outbox.OutboxEntry.Marks;
import dev.touchstone.salessync.outbox.OutboxEntry.Status;
import dev.touchstone.salessync.remote.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The transitions of rows whose answers are judged by the owner of their lane, and of rows that the other side knows by a key of ours, so that
 * sending them again does no harm. Pure, as {@link OutboxMachine}, whose other transitions hold for them too.
 */
public final class JudgedRows {
    private JudgedRows() {}

    static OutboxEntry answered(OutboxEntry row, JudgedAnswer answer, Instant now, double random) {
        OutboxEntry.History troubled = row.history().troubled(now);
        Marks marks = troubled.marks();
        return switch (answer) {
            case JudgedAnswer.Refused refused -> dead(row, troubled.attempted(), refused, now);
            case JudgedAnswer.Again again -> again(row, again, now, random);
            case JudgedAnswer.Passing passing -> {
                OutboxEntry.History failed = troubled.systemError();
                yield row.with(pending(later(failed.systemErrors(), now, random), passing.code()), failed);
            }
            case JudgedAnswer.Gone gone ->
                marks.aliasTried()
                        ? dead(row, troubled.attempted(), gone, now)
                        : row.with(status(OutboxState.RESOLVE_ALIAS, now, null, gone.code()), troubled);
            case JudgedAnswer.Reduced reduced ->
                marks.shortened()
                        ? dead(row, troubled.attempted(), reduced, now)
                        : row.with(
                                pending(now, reduced.code()),
                                troubled.withMarks(new Marks(marks.aliasTried(), true, marks.possibleDuplicate())));
        };
    }

    private static OutboxEntry again(OutboxEntry row, JudgedAnswer.Again answer, Instant now, double random) {
        OutboxEntry.History failed = row.history().troubled(now).attempted();
        if (failed.attempts() >= answer.tries()) {
            return dead(row, failed, answer, now);
        }
        Duration wait = answer.waits().delay(failed.attempts() - 1, random, Optional.empty());
        return row.with(pending(now.plus(wait), answer.code()), failed);
    }

    /** A row that is to be told first whom it is about; it goes no further before. */
    public static OutboxEntry acceptedUnresolved(
            String key, String topic, long orderKey, Instant eventAt, Instant now) {
        OutboxEntry row = OutboxEntry.accepted(key, topic, orderKey, eventAt, now);
        return row.with(status(OutboxState.RESOLVE_ALIAS, now, null, null), row.history());
    }

    /** Whom the row is about is known for the first time. */
    public static OutboxEntry identified(OutboxEntry row, Instant now) {
        return row.with(pending(now, row.status().code()), row.history());
    }

    /** Whom the row is about instead is known. That happens once. */
    public static OutboxEntry relocated(OutboxEntry row, Instant now) {
        Marks marks = row.history().marks();
        Marks tried = new Marks(true, marks.shortened(), marks.possibleDuplicate());
        return row.with(pending(now, row.status().code()), row.history().withMarks(tried));
    }

    /** Nobody knows whom the row is about instead. */
    public static OutboxEntry lost(OutboxEntry row, String cause, Instant now) {
        return row.with(
                status(OutboxState.DEAD, now, cause, row.status().code()),
                row.history().attempted());
    }

    /** It does not go out. */
    public static OutboxEntry passedOver(OutboxEntry row, String cause, Instant now) {
        return row.with(status(OutboxState.SKIPPED, now, cause, row.status().code()), row.history());
    }

    /** What it is about cannot be asked for yet. */
    public static OutboxEntry stillUnresolved(OutboxEntry row, Instant later) {
        return row.with(
                status(OutboxState.RESOLVE_ALIAS, later, null, row.status().code()), row.history());
    }

    /** It stays in the queue although it was taken out of it: nothing happened to it. */
    public static OutboxEntry putBack(OutboxEntry row, Instant dueAt) {
        return row.with(
                new Status(
                        OutboxState.PENDING,
                        dueAt,
                        null,
                        row.status().code(),
                        null,
                        row.status().group()),
                row.history());
    }

    /** It waited too long for what a person has to do. */
    public static OutboxEntry expired(OutboxEntry row, String cause, Instant now) {
        return row.with(status(OutboxState.DEAD, now, cause, row.status().code()), row.history());
    }

    /** A person says that it may go now: everything that happens once may happen again, but a possible duplicate stays one. */
    public static OutboxEntry retried(OutboxEntry row, Instant now) {
        Marks marks = new Marks(false, false, row.history().marks().possibleDuplicate());
        return row.with(
                pending(now, row.status().code()),
                new OutboxEntry.History(0, 0, row.history().startedAt(), null, 0, marks));
    }

    private static Instant later(int failures, Instant now, double random) {
        return now.plus(RetryPolicy.BACKGROUND.delay(failures - 1, random, Optional.empty()));
    }

    private static OutboxEntry dead(OutboxEntry row, OutboxEntry.History history, JudgedAnswer answer, Instant now) {
        return row.with(status(OutboxState.DEAD, now, answer.cause(), answer.code()), history);
    }

    private static Status pending(Instant dueAt, @Nullable String code) {
        return status(OutboxState.PENDING, dueAt, null, code);
    }

    private static Status status(OutboxState state, Instant dueAt, @Nullable String cause, @Nullable String code) {
        return new Status(state, dueAt, cause, code, null, null);
    }
}
