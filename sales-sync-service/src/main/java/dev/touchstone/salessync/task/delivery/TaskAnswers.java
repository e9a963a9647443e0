package dev.touchstone.salessync.task.delivery;

import dev.touchstone.salessync.outbox.JudgedAnswer;
import dev.touchstone.salessync.outbox.RowAnswer;
import dev.touchstone.salessync.remote.RetryPolicy;
import dev.touchstone.salessync.salesforce.error.RowError;
import dev.touchstone.salessync.salesforce.error.Verdict;
import dev.touchstone.salessync.salesforce.write.RowResult;
import java.time.Duration;

/** What Salesforce's answer to one task means for its row (S3). Pure. */
final class TaskAnswers {
    /** A parent that somebody else writes to is tried so often. */
    static final int LOCK_TRIES = 10;
    /** What nobody knows the meaning of is tried so often. */
    static final int UNKNOWN_TRIES = 3;

    private static final RetryPolicy LOCK_WAITS = new RetryPolicy(Duration.ofMillis(500), Duration.ofSeconds(30));

    private TaskAnswers() {}

    static RowAnswer of(RowResult result) {
        return result.success()
                ? new RowAnswer.Added(result.id().isEmpty() ? null : result.id())
                : of(result.errors().get(0));
    }

    /** The first error decides. That duplicates are allowed on the second try the client has done already. */
    static RowAnswer of(RowError error) {
        String code = error.code();
        String cause = cause(error);
        return switch (error.verdict().action()) {
            case RETRY_LOCKED -> new JudgedAnswer.Again(code, cause, LOCK_TRIES, LOCK_WAITS);
            case RETRY_THEN_DEAD_LETTER -> new JudgedAnswer.Again(code, cause, UNKNOWN_TRIES, RetryPolicy.BACKGROUND);
            case RETRY,
                    HALVE,
                    LOWER_CONCURRENCY,
                    PARK,
                    WAIT_FOR_MAINTENANCE,
                    RENEW_SESSION,
                    WAIT_FOR_CONNECTION,
                    BLOCK_CONNECTION,
                    READ_AGAIN -> new JudgedAnswer.Passing(code, cause);
            case REFRESH_FIELDS -> new JudgedAnswer.Reduced(code, cause);
            case RESOLVE_RECORD, USE_CONVERTED_CONTACT -> new JudgedAnswer.Gone(code, cause);
            case TREAT_AS_DONE -> new RowAnswer.Added(null);
            case ALLOW_DUPLICATES, DEAD_LETTER, STOP_KEY, RAISE_VERSION, RESTART_AT_KEYSET, COMPARE_IDS ->
                new JudgedAnswer.Refused(code, cause);
        };
    }

    /** The group under which people find it: {@code ACCESS_VALIDATION} ... */
    static String cause(RowError error) {
        Verdict.Category category = error.verdict().category();
        return category.name();
    }
}
