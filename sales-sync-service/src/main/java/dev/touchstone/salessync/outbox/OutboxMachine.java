package dev.touchstone.salessync.outbox;

import dev.touchstone.salessync.outbox.OutboxEntry.History;
import dev.touchstone.salessync.outbox.OutboxEntry.Marks;
import dev.touchstone.salessync.outbox.OutboxEntry.Status;
import dev.touchstone.salessync.remote.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The transitions of a row. Pure: time, random numbers and ids are arguments.
 *
 * <p><b>Rule:</b> a failure counts against a row only if it is the row's own. What waits for quota, pace, credentials or an
 * outage waits as a whole lane ({@link LaneState}), and its rows are due as before.
 */
public final class OutboxMachine {
    /** From the doubt to the first read-back. */
    static final Duration FIRST_READ_BACK = Duration.ofMinutes(1);
    /** From the first read-back to the second. */
    static final Duration SECOND_READ_BACK = Duration.ofMinutes(2);
    /** Read-backs that have to miss a row before it is sent again. */
    static final int READ_BACKS = 2;
    /** A read-back that could not be made is tried again after this. */
    static final Duration READ_BACK_RETRY = Duration.ofMinutes(1);
    /** A call that the other side failed at within is repeated whole so often before it is split. */
    static final int WHOLE_REPEATS = 5;
    /**
     * The other side says that it lacks what the row is written into, although it is there: it is asked again after this, and each
     * time later by as much.
     */
    static final Duration SCHEMA_RETRY = Duration.ofMinutes(1);
    /** Failures of its own after which a row is dead. */
    static final int MAX_ATTEMPTS = 10;

    /** Why a row of somebody who is erased does not go out. */
    public static final String PERSON_ERASED = "PERSON_ERASED";

    private static final String IN_DOUBT = "ANSWER_LOST";
    private static final String TYPE_NOT_READY = "TYPE_NOT_READY";

    private OutboxMachine() {}

    /**
     * The other side took the call and answered to this row.
     *
     * @param random from 0 inclusive to 1 exclusive, for the jitter
     */
    public static OutboxEntry answered(OutboxEntry row, RowAnswer answer, Instant now, double random) {
        return switch (answer) {
            case RowAnswer.Added added -> done(row, now, added.remoteId());
            case RowAnswer.Skipped skipped -> skipped(row, skipped.code(), now, random);
            case RowAnswer.TypeGone ignored -> blocked(row, now);
            case RowAnswer.Unjudged unjudged -> unjudged(row, unjudged, now);
            case JudgedAnswer judged -> JudgedRows.answered(row, judged, now, random);
        };
    }

    private static OutboxEntry unjudged(OutboxEntry row, RowAnswer.Unjudged answer, Instant now) {
        Instant later = now.plus(answer.delay());
        return row.with(
                status(OutboxState.BLOCKED_SCHEMA, later, TYPE_NOT_READY, answer.code()),
                row.history().troubled(now));
    }

    private static OutboxEntry skipped(OutboxEntry row, String code, Instant now, double random) {
        History troubled = row.history().troubled(now);
        Marks marks = troubled.marks();
        if (code.equals(OutboxCodes.UNKNOWN_PERSON) && !marks.aliasTried()) {
            return row.with(status(OutboxState.RESOLVE_ALIAS, now, null, code), troubled);
        }
        if (code.equals(OutboxCodes.TOO_LONG) && !marks.shortened()) {
            Marks shortened = new Marks(marks.aliasTried(), true, marks.possibleDuplicate());
            return row.with(status(OutboxState.PENDING, now, null, code), troubled.withMarks(shortened));
        }
        History attempted = troubled.attempted();
        if (OutboxCodes.isSchema(code) && attempted.attempts() < MAX_ATTEMPTS) {
            Instant later = now.plus(SCHEMA_RETRY.multipliedBy(attempted.attempts()));
            return row.with(status(OutboxState.BLOCKED_SCHEMA, later, TYPE_NOT_READY, code), attempted);
        }
        if (OutboxCodes.isPassing(code) && attempted.attempts() < MAX_ATTEMPTS) {
            Duration wait = RetryPolicy.BACKGROUND.delay(troubled.attempts(), random, Optional.empty());
            return row.with(status(OutboxState.PENDING, now.plus(wait), null, code), attempted);
        }
        return dead(row, attempted, code, now);
    }

    /** The call was not executed for a reason that no row is to blame for; the lane waits, and the row goes when it is open again. */
    public static OutboxEntry notExecuted(OutboxEntry row, BatchOutcome.NotExecuted outcome, Instant now) {
        boolean quota = outcome.reason() == BatchOutcome.Reason.QUOTA;
        Status status = new Status(
                quota ? OutboxState.WAIT_QUOTA : OutboxState.PENDING,
                now,
                null,
                outcome.code(),
                null,
                row.status().group());
        return row.with(status, row.history().troubled(now));
    }

    /** No answer came. */
    public static OutboxEntry inDoubt(OutboxEntry row, Instant now, @Nullable String code) {
        return row.with(
                status(OutboxState.IN_DOUBT, now.plus(FIRST_READ_BACK), IN_DOUBT, code),
                row.history().troubled(now).withReadBacks(0));
    }

    /**
     * The other side failed within at a call of several rows: they stay together, apart from the others, so that what one of them
     * does to a call stays among them.
     *
     * @param group the group that they go on in
     */
    public static OutboxEntry suspected(OutboxEntry row, UUID group, String code, Instant now, double random) {
        History failed = row.history().troubled(now).systemError();
        Duration wait = failed.systemErrors() > WHOLE_REPEATS
                ? Duration.ZERO
                : RetryPolicy.BACKGROUND.delay(failed.systemErrors() - 1, random, Optional.empty());
        return row.with(new Status(OutboxState.PENDING, now.plus(wait), null, code, null, group), failed);
    }

    /** True if a batch that makes calls fail is to be split rather than repeated. */
    public static boolean isToBeSplit(OutboxEntry row) {
        return row.history().systemErrors() >= WHOLE_REPEATS;
    }

    /**
     * The other side failed within at a call with this row alone.
     *
     * @param othersSucceeded true if a call of the lane succeeded since the row's first failure, so that it is the row and not an
     *     outage
     */
    public static OutboxEntry failedAlone(
            OutboxEntry row, String code, boolean othersSucceeded, Instant now, double random) {
        History failed = row.history().troubled(now).systemError();
        if (othersSucceeded && failed.systemErrors() >= WHOLE_REPEATS) {
            return dead(row, failed.attempted(), code, now);
        }
        Duration wait = RetryPolicy.BACKGROUND.delay(failed.systemErrors() - 1, random, Optional.empty());
        @Nullable UUID group = row.status().group();
        return row.with(new Status(OutboxState.PENDING, now.plus(wait), null, code, null, group), failed);
    }

    /** The call was refused because of what is in it, and this row was one of several: half of them goes on in a group. */
    public static OutboxEntry regrouped(OutboxEntry row, UUID group, String code, Instant now) {
        Status status = new Status(OutboxState.PENDING, now, null, code, null, group);
        return row.with(status, row.history().troubled(now));
    }

    /** The call was refused because of what is in it, and this row was all of it. */
    public static OutboxEntry rejectedAlone(OutboxEntry row, String code, Instant now) {
        if (code.equals(OutboxCodes.TOO_LONG)) {
            return skipped(row, code, now, 0);
        }
        return dead(row, row.history().troubled(now).attempted(), code, now);
    }

    /** What the row is written into is missing. */
    public static OutboxEntry blocked(OutboxEntry row, Instant now) {
        return row.with(
                status(
                        OutboxState.BLOCKED_SCHEMA,
                        now,
                        TYPE_NOT_READY,
                        row.status().code()),
                row.history().troubled(now));
    }

    /** A complete read-back found the row on the other side. */
    public static OutboxEntry found(OutboxEntry row, @Nullable String remoteId, Instant now) {
        return done(row, now, remoteId);
    }

    /** A complete read-back did not find the row. */
    public static OutboxEntry notFound(OutboxEntry row, Instant now) {
        History missed = row.history().withReadBacks(row.history().readBacks() + 1);
        if (missed.readBacks() < READ_BACKS) {
            Status again = status(
                    OutboxState.IN_DOUBT,
                    now.plus(SECOND_READ_BACK),
                    row.status().cause(),
                    row.status().code());
            return row.with(again, missed);
        }
        Marks marks = missed.marks();
        Marks doubled = new Marks(marks.aliasTried(), marks.shortened(), true);
        return row.with(
                status(OutboxState.PENDING, now, null, row.status().code()),
                missed.withReadBacks(0).withMarks(doubled));
    }

    /** The read-back could not be made, or not to its end: nothing is known, so the row stays in doubt. */
    public static OutboxEntry notReadBack(OutboxEntry row, Instant now) {
        Status later = status(
                OutboxState.IN_DOUBT,
                now.plus(READ_BACK_RETRY),
                row.status().cause(),
                row.status().code());
        return row.with(later, row.history());
    }

    /**
     * Whom the person was merged into was looked up.
     *
     * @param found true if there is somebody, who has the row now
     */
    public static OutboxEntry resolved(OutboxEntry row, boolean found, Instant now) {
        Marks marks = row.history().marks();
        History tried = row.history().withMarks(new Marks(true, marks.shortened(), marks.possibleDuplicate()));
        return found
                ? row.with(status(OutboxState.PENDING, now, null, row.status().code()), tried)
                : dead(row, tried.attempted(), OutboxCodes.UNKNOWN_PERSON, now);
    }

    /**
     * Whose the row is may have changed while the call was under way: that the other side does not know the loser of a merge says
     * nothing of the winner, for whom the row is sent as if it never had been. Every other answer counts.
     *
     * @param sent the row as it was sent
     * @param after the same after the answer
     * @param holder whose it is now
     */
    public static OutboxEntry followed(OutboxEntry sent, OutboxEntry after, long holder, Instant now) {
        boolean isUnknown = isGone(after) || after.state() == OutboxState.RESOLVE_ALIAS;
        return isUnknown && holder != sent.orderKey()
                ? sent.with(status(OutboxState.PENDING, now, null, sent.status().code()), sent.history())
                : after;
    }

    /** True if the row is dead because its person was gone, so that a merge that is read later gives it back. */
    public static boolean isGone(OutboxEntry row) {
        return row.state() == OutboxState.DEAD
                && OutboxCodes.UNKNOWN_PERSON.equals(row.status().code());
    }

    /** What the row is written into is there now. */
    public static OutboxEntry unblocked(OutboxEntry row, Instant now) {
        return row.with(status(OutboxState.PENDING, now, null, row.status().code()), row.history());
    }

    /** The person is erased: what has not ended does not go out. */
    public static OutboxEntry erased(OutboxEntry row, Instant now) {
        if (row.state() == OutboxState.DONE || row.state() == OutboxState.SKIPPED) {
            return row;
        }
        return row.with(
                status(OutboxState.SKIPPED, now, PERSON_ERASED, row.status().code()), row.history());
    }

    /** An operator says that it may go now; or what made it fail is mended. It begins anew, what cannot be undone aside. */
    public static OutboxEntry retried(OutboxEntry row, Instant now) {
        Marks marks = new Marks(
                false, row.history().marks().shortened(), row.history().marks().possibleDuplicate());
        return row.with(
                status(OutboxState.PENDING, now, null, row.status().code()),
                new History(0, 0, row.history().startedAt(), null, 0, marks));
    }

    private static OutboxEntry done(OutboxEntry row, Instant now, @Nullable String remoteId) {
        Status status = new Status(OutboxState.DONE, now, null, row.status().code(), remoteId, null);
        return row.with(status, row.history());
    }

    private static OutboxEntry dead(OutboxEntry row, History history, String code, Instant now) {
        return row.with(status(OutboxState.DEAD, now, OutboxCodes.cause(code), code), history);
    }

    private static Status status(OutboxState state, Instant dueAt, @Nullable String cause, @Nullable String code) {
        return new Status(state, dueAt, cause, code, null, null);
    }
}
