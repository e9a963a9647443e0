package dev.touchstone.salessync.marketo;

import dev.touchstone.salessync.remote.ErrorClass;

/**
 * What a code of Marketo's means to the sync. Pure.
 *
 * @param kind whose fault it is
 * @param action what to do
 */
public record Verdict(ErrorClass kind, Action action) {
    /** No error. */
    public static final Verdict NOTHING = new Verdict(ErrorClass.NOTHING, Action.TREAT_AS_DONE);

    /** What to do. */
    public enum Action {
        /** Stop, and tell an administrator which permission or credential is wrong. */
        BLOCK,
        /** Fetch a token once and repeat once; then {@link #BLOCK}. */
        RENEW_TOKEN,
        /** Let a whole window pass, then go on at half the pace. */
        WAIT_FOR_WINDOW,
        /** One call fewer at a time for a minute; repeat at once. */
        LOWER_CONCURRENCY,
        /** Nobody calls until the quota is back. */
        PARK,
        /** Repeat with backoff. */
        RETRY,
        /** Repeat with backoff of up to 15 minutes; an alert after an hour. */
        RETRY_LONG,
        /** Repeat with backoff up to five times, then split the batch to find the poisonous row. */
        RETRY_THEN_SPLIT,
        /** Repeat with half of it. */
        HALVE,
        /** Look up the fields again, leave the unknown one out, repeat once. */
        REFRESH_FIELDS,
        /** Do without the feature from now on. */
        FEATURE_OFF,
        /** Take another way to the same data. */
        NEXT_WAY,
        /** Repeat the same after 60 seconds. */
        WAIT_A_MINUTE,
        /** It is as wanted already. */
        TREAT_AS_DONE,
        /** No room for another type or attribute: wait for an administrator. */
        BLOCK_SCHEMA,
        /** Look whom the lead was merged into, repeat once; else the row is dead. */
        RESOLVE_ALIAS,
        /** Use Marketo's id as the key. */
        USE_ID,
        /** Send each row once. */
        REMOVE_DUPLICATES,
        /** Cut the longest text to 1,000 characters, repeat once. */
        SHORTEN_TEXT,
        /** Nothing matched. */
        EMPTY_RESULT,
        /** Repeating does not help: a person has to look. */
        DEAD_LETTER
    }
}
