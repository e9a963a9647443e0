package dev.touchstone.salessync.outbox;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the outbox. Pure.
 *
 * @param key the row's key, which the other side gets too
 * @param topic what kind of thing it is, for the owner of the lane
 * @param orderKey whose order it keeps: the person's Marketo id
 * @param eventAt when it happened, UTC; rows of one order key go out by it, and then by acceptance
 * @param fence counts the changes of the lease's owner; a result for an older number is refused
 * @param status where it stands
 * @param history what it went through
 */
public record OutboxEntry(
        String key, String topic, long orderKey, Instant eventAt, long fence, Status status, History history) {
    /**
     * Where a row stands.
     *
     * @param state the state
     * @param dueAt nothing is done before, by {@link OutboxClock}
     * @param cause why it is skipped, dead or waits, in upper snake case; null if there is nothing to tell
     * @param code the other side's code of the last failure; null if there was none
     * @param remoteId the other side's id; null if it told none
     * @param group rows of one group are sent together and with no others; null for the rest
     */
    public record Status(
            OutboxState state,
            Instant dueAt,
            @Nullable String cause,
            @Nullable String code,
            @Nullable String remoteId,
            @Nullable UUID group) {}

    /**
     * What a row went through.
     *
     * @param attempts failures that are the row's own
     * @param systemErrors failures of whole calls that one of their rows may have caused
     * @param startedAt when the last attempt began; null before the first
     * @param troubledAt when the first failure came; null before
     * @param readBacks read-backs of the present doubt that did not find it
     * @param marks what happens at most once
     */
    public record History(
            int attempts,
            int systemErrors,
            @Nullable Instant startedAt,
            @Nullable Instant troubledAt,
            int readBacks,
            Marks marks) {
        /** Of a row that was never sent. */
        public static final History NONE = new History(0, 0, null, null, 0, Marks.NONE);

        History troubled(Instant now) {
            return troubledAt != null ? this : new History(attempts, systemErrors, startedAt, now, readBacks, marks);
        }

        History attempted() {
            return new History(attempts + 1, systemErrors, startedAt, troubledAt, readBacks, marks);
        }

        History systemError() {
            return new History(attempts, systemErrors + 1, startedAt, troubledAt, readBacks, marks);
        }

        History withReadBacks(int count) {
            return new History(attempts, systemErrors, startedAt, troubledAt, count, marks);
        }

        History withMarks(Marks changed) {
            return new History(attempts, systemErrors, startedAt, troubledAt, readBacks, changed);
        }
    }

    /**
     * What happens at most once.
     *
     * @param aliasTried whom the person was merged into was looked up
     * @param shortened the longest text was cut, or what the other side refused of it was left out
     * @param possibleDuplicate it was sent again although the other side may have it
     */
    public record Marks(boolean aliasTried, boolean shortened, boolean possibleDuplicate) {
        /** Nothing happened. */
        public static final Marks NONE = new Marks(false, false, false);
    }

    /** A row that was just accepted. */
    public static OutboxEntry accepted(String key, String topic, long orderKey, Instant eventAt, Instant now) {
        return new OutboxEntry(
                key,
                topic,
                orderKey,
                eventAt,
                0,
                new Status(OutboxState.PENDING, now, null, null, null, null),
                History.NONE);
    }

    /** A row that does not go out. */
    public static OutboxEntry skipped(
            String key, String topic, long orderKey, Instant eventAt, Instant now, String cause) {
        return new OutboxEntry(
                key,
                topic,
                orderKey,
                eventAt,
                0,
                new Status(OutboxState.SKIPPED, now, cause, null, null, null),
                History.NONE);
    }

    /** The state. */
    public OutboxState state() {
        return status.state();
    }

    /** Why it is skipped, dead or waits. */
    public Optional<String> cause() {
        return Optional.ofNullable(status.cause());
    }

    OutboxEntry with(Status changed, History changedHistory) {
        return new OutboxEntry(key, topic, orderKey, eventAt, fence, changed, changedHistory);
    }
}
