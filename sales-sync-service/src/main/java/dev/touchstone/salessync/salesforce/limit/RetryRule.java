package dev.touchstone.salessync.salesforce.limit;

import dev.touchstone.salessync.remote.RetryPolicy;
import dev.touchstone.salessync.salesforce.error.SalesforceError;
import dev.touchstone.salessync.salesforce.error.Verdict;
import java.time.Duration;
import java.util.Optional;

/**
 * When a row that failed is tried again. Pure. Failures that say nothing about the row, as of the quota, the connection, the pace and outages,
 * do not use up its tries: whether one counts is {@code verdict.kind().countsAsAttempt()}.
 */
public final class RetryRule {
    /** A locked parent is free again within seconds; nobody is to knock at once. */
    private static final Duration SHORTEST_LOCK = Duration.ofMillis(500);

    private RetryRule() {}

    /** How often a row with this verdict is tried, the first time included. */
    public static int maxTries(Verdict verdict) {
        return switch (verdict.action()) {
            case RETRY_LOCKED -> 10;
            case RETRY_THEN_DEAD_LETTER -> 3;
            case REFRESH_FIELDS, RESOLVE_RECORD, USE_CONVERTED_CONTACT, ALLOW_DUPLICATES -> 2;
            case STOP_KEY, COMPARE_IDS, DEAD_LETTER, TREAT_AS_DONE -> 1;
            case RENEW_SESSION,
                    WAIT_FOR_CONNECTION,
                    BLOCK_CONNECTION,
                    PARK,
                    LOWER_CONCURRENCY,
                    RETRY,
                    WAIT_FOR_MAINTENANCE,
                    HALVE,
                    READ_AGAIN,
                    RAISE_VERSION,
                    RESTART_AT_KEYSET -> Integer.MAX_VALUE;
        };
    }

    /**
     * The wait before the next try; empty if there is none.
     *
     * @param failures of this row that count, this one included, from 0
     * @param random from 0 inclusive to 1 exclusive
     * @param retryAfter what Salesforce asks for; taken when it is longer
     */
    public static Optional<Duration> delay(
            SalesforceLane lane, Verdict verdict, int failures, double random, Optional<Duration> retryAfter) {
        if (failures >= maxTries(verdict)) {
            return Optional.empty();
        }
        int doublings = Math.max(0, failures - 1);
        return Optional.of(
                switch (verdict.action()) {
                    case RETRY_LOCKED -> locked(RetryPolicy.INTERACTIVE.delay(doublings, random, retryAfter));
                    case WAIT_FOR_MAINTENANCE -> SalesforceError.Maintenance.PAUSE;
                    case REFRESH_FIELDS, RESOLVE_RECORD, USE_CONVERTED_CONTACT, ALLOW_DUPLICATES -> Duration.ZERO;
                    default -> lane.retry().delay(doublings, random, retryAfter);
                });
    }

    private static Duration locked(Duration delay) {
        return delay.compareTo(SHORTEST_LOCK) < 0 ? SHORTEST_LOCK : delay;
    }
}
