package dev.touchstone.salessync.activity.delivery;

import dev.touchstone.salessync.marketo.MarketoError;
import dev.touchstone.salessync.marketo.RowResult;
import dev.touchstone.salessync.outbox.BatchOutcome;
import dev.touchstone.salessync.outbox.BatchOutcome.NotExecuted;
import dev.touchstone.salessync.outbox.BatchOutcome.Reason;
import dev.touchstone.salessync.outbox.RowAnswer;
import java.util.List;
import java.util.Set;

/** What Marketo's answers to a write of activities mean for the outbox. Pure. */
final class SendOutcomes {
    /** The way to Marketo, or the instance, is not what it should be; no activity is to blame. */
    private static final Set<String> CONFIG = Set.of("605", "610", "616", "703");

    /** What Marketo says of a type that it does not have, among other things. */
    private static final Set<String> TYPE = Set.of("1003", "1006", "1013");

    private SendOutcomes() {}

    /** True if the row was refused with a code that a missing type has, too. */
    static boolean mayMeanTheType(RowAnswer answer) {
        return answer instanceof RowAnswer.Skipped skipped && TYPE.contains(skipped.code());
    }

    static BatchOutcome of(List<RowResult> results) {
        return new BatchOutcome.Answered(
                results.stream().map(SendOutcomes::answer).toList());
    }

    private static RowAnswer answer(RowResult result) {
        return result.added()
                ? new RowAnswer.Added(result.guid().isEmpty() ? null : result.guid())
                : new RowAnswer.Skipped(result.code());
    }

    static BatchOutcome of(MarketoError error) {
        String sentence = error.sentence();
        if (error.maybeExecuted()) {
            return new BatchOutcome.MaybeExecuted("NO_ANSWER", sentence);
        }
        return switch (error) {
            case MarketoError.Refused refused -> new NotExecuted(Reason.AUTH, refused.code(), sentence, null);
            case MarketoError.RateExceeded ignored -> new NotExecuted(Reason.PACE, "606", sentence, null);
            case MarketoError.TooConcurrent ignored -> new NotExecuted(Reason.CONCURRENCY, "615", sentence, null);
            case MarketoError.NoTurn ignored -> new NotExecuted(Reason.CONCURRENCY, "NO_TURN", sentence, null);
            case MarketoError.QuotaUsedUp quota -> new NotExecuted(Reason.QUOTA, "607", sentence, quota.retryAt());
            case MarketoError.BreakerOpen open ->
                new NotExecuted(Reason.OUTAGE, "BREAKER_OPEN", sentence, open.retryAt());
            case MarketoError.Unreachable ignored -> new NotExecuted(Reason.OUTAGE, "NO_ANSWER", sentence, null);
            case MarketoError.TimedOut ignored -> new NotExecuted(Reason.OUTAGE, "604", sentence, null);
            case MarketoError.SystemError system -> new BatchOutcome.SystemError(system.code(), sentence);
            case MarketoError.TooLarge large ->
                large.isAnswer()
                        ? new BatchOutcome.MaybeExecuted("NO_ANSWER", sentence)
                        : new BatchOutcome.Rejected("HTTP 413", sentence);
            case MarketoError.FeatureOff off -> new NotExecuted(Reason.CONFIG, off.code(), sentence, null);
            case MarketoError.SchemaFull full -> new NotExecuted(Reason.CONFIG, full.code(), sentence, null);
            case MarketoError.Permanent permanent -> permanent(permanent.code(), sentence);
            // Codes that a write of activities has no business with; should one come, it says that the call as it is
            // does not work.
            case MarketoError.TooManyMatches ignored -> new BatchOutcome.Rejected("1003", sentence);
            case MarketoError.UnknownField ignored -> new BatchOutcome.Rejected("1006", sentence);
            case MarketoError.ExportQueueFull ignored -> new NotExecuted(Reason.OUTAGE, "1029", sentence, null);
            case MarketoError.ExportQuotaUsedUp ignored -> new NotExecuted(Reason.OUTAGE, "1029", sentence, null);
            case MarketoError.ExportAlreadyQueued ignored -> new NotExecuted(Reason.OUTAGE, "1029", sentence, null);
            case MarketoError.FileNotThere ignored -> new NotExecuted(Reason.OUTAGE, "FILE", sentence, null);
            case MarketoError.WrongChecksum ignored -> new NotExecuted(Reason.OUTAGE, "CHECKSUM", sentence, null);
        };
    }

    private static BatchOutcome permanent(String code, String sentence) {
        boolean ofTheWay = CONFIG.contains(code) || code.startsWith("HTTP");
        return ofTheWay
                ? new NotExecuted(Reason.CONFIG, code, sentence, null)
                : new BatchOutcome.Rejected(code, sentence);
    }
}
