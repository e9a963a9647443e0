package dev.touchstone.salessync.outbox;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a call with a batch of rows. Pure. */
public sealed interface BatchOutcome {
    /**
     * The call was executed.
     *
     * @param rows one answer per row, in the order of the batch
     */
    record Answered(List<RowAnswer> rows) implements BatchOutcome {
        public Answered {
            rows = List.copyOf(rows);
        }
    }

    /**
     * The call was not executed, and none of its rows is to blame.
     *
     * @param reason what has to pass
     * @param code the other side's code
     * @param sentence for an operator
     * @param retryAt when it is worth trying again, if that is known; null if not
     */
    record NotExecuted(
            Reason reason,
            String code,
            String sentence,
            @Nullable Instant retryAt) implements BatchOutcome {}

    /** The other side failed within; one row of the call may be what it cannot digest. Code 611. */
    record SystemError(String code, String sentence) implements BatchOutcome {}

    /** The other side refuses the call because of what is in it: too large, or a row that makes the whole invalid. */
    record Rejected(String code, String sentence) implements BatchOutcome {}

    /** No answer came: the call may have been executed. */
    record MaybeExecuted(String code, String sentence) implements BatchOutcome {}

    /** What a call that was not executed waits for. */
    enum Reason {
        /** Too many calls in the window. Code 606. */
        PACE,
        /** Too many calls at a time. Code 615. */
        CONCURRENCY,
        /** No calls are left today. Code 607. */
        QUOTA,
        /** Credentials are refused, or a permission is missing. Codes 601, 602, 603. */
        AUTH,
        /** The other side is not there. Codes 608, 614, 713, unknown 6xx, no connection. */
        OUTAGE,
        /** The instance cannot do it at all. Codes 605, 610, 616, 703. */
        CONFIG
    }
}
