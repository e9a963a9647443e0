package dev.touchstone.salessync.task.delivery;

import dev.touchstone.salessync.outbox.BatchOutcome;
import dev.touchstone.salessync.outbox.BatchOutcome.NotExecuted;
import dev.touchstone.salessync.outbox.BatchOutcome.Reason;
import dev.touchstone.salessync.salesforce.error.SalesforceError;
import dev.touchstone.salessync.salesforce.error.Verdict;
import dev.touchstone.salessync.salesforce.write.RowResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a call with tasks (S3). Pure. */
final class TaskOutcomes {
    /** Writes wait so long while Salesforce is being maintained. */
    static final Duration MAINTENANCE = Duration.ofMinutes(15);

    private TaskOutcomes() {}

    /**
     * How a call was made.
     *
     * @param rows how many tasks were in it
     * @param keyed whether Salesforce knows them by our key, so that repeating the call does no harm
     */
    record Call(int rows, boolean keyed) {}

    static BatchOutcome of(List<RowResult> results) {
        return new BatchOutcome.Answered(results.stream().map(TaskAnswers::of).toList());
    }

    static BatchOutcome of(SalesforceError error, Call call, Instant now) {
        String sentence = error.sentence();
        return switch (error) {
            case SalesforceError.Refused refused -> notExecuted(Reason.AUTH, refused.code(), sentence, null);
            case SalesforceError.Blocked blocked -> notExecuted(Reason.CONFIG, blocked.code(), sentence, null);
            case SalesforceError.QuotaUsedUp quota ->
                notExecuted(Reason.QUOTA, "REQUEST_LIMIT_EXCEEDED", sentence, quota.retryAt());
            case SalesforceError.TooConcurrent ignored ->
                notExecuted(Reason.CONCURRENCY, "REQUEST_LIMIT_EXCEEDED", sentence, null);
            case SalesforceError.NoTurn ignored -> notExecuted(Reason.CONCURRENCY, "NO_TURN", sentence, null);
            case SalesforceError.BreakerOpen open ->
                notExecuted(Reason.OUTAGE, "BREAKER_OPEN", sentence, open.retryAt());
            case SalesforceError.Unreachable unreachable -> unreachable(unreachable, call, now);
            case SalesforceError.Maintenance ignored ->
                notExecuted(Reason.OUTAGE, "MAINTENANCE", sentence, now.plus(MAINTENANCE));
            case SalesforceError.QueryTimedOut ignored -> notExecuted(Reason.OUTAGE, "QUERY_TIMEOUT", sentence, null);
            case SalesforceError.TooLarge ignored -> new BatchOutcome.Rejected("HTTP 413", sentence);
            case SalesforceError.CursorGone gone -> notExecuted(Reason.OUTAGE, gone.code(), sentence, null);
            case SalesforceError.Changed ignored -> notExecuted(Reason.OUTAGE, "HTTP 412", sentence, null);
            case SalesforceError.KeyNotUnique ignored ->
                notExecuted(Reason.CONFIG, "KEY_FIELD_NOT_UNIQUE", sentence, null);
            case SalesforceError.VersionRetired ignored ->
                notExecuted(Reason.CONFIG, "UNSUPPORTED_API_VERSION", sentence, null);
            case SalesforceError.Rejected rejected -> rejected(rejected, call);
        };
    }

    private static BatchOutcome unreachable(SalesforceError.Unreachable error, Call call, Instant now) {
        if (error.maybeExecuted() && !call.keyed()) {
            return new BatchOutcome.MaybeExecuted("NO_ANSWER", error.sentence());
        }
        @Nullable Duration wait = error.retryAfter();
        return notExecuted(Reason.OUTAGE, "NO_ANSWER", error.sentence(), wait == null ? null : now.plus(wait));
    }

    /** A call that is refused as a whole is cut in halves until it is one row's alone. */
    private static BatchOutcome rejected(SalesforceError.Rejected error, Call call) {
        boolean passing = error.why().verdict().action() == Verdict.Action.RETRY;
        if (passing) {
            return notExecuted(Reason.OUTAGE, error.why().code(), error.sentence(), null);
        }
        return call.rows() == 1
                ? new BatchOutcome.Answered(List.of(TaskAnswers.of(error.why())))
                : new BatchOutcome.Rejected(error.why().code(), error.sentence());
    }

    private static NotExecuted notExecuted(Reason reason, String code, String sentence, @Nullable Instant retryAt) {
        return new NotExecuted(reason, code, sentence, retryAt);
    }
}
