package dev.touchstone.salessync.salesforce.error;

import dev.touchstone.salessync.remote.ErrorClass;

/**
 * What a code of Salesforce's means to the sync. Pure.
 *
 * @param kind whose fault it is; says whether it counts as an attempt of the row
 * @param category the group under which people find it
 * @param action what to do
 */
public record Verdict(ErrorClass kind, Category category, Action action) {

    /** Groups of failed rows, as sellers know them. */
    public enum Category {
        /** The organisation's rules or rights refuse the record. */
        ACCESS_VALIDATION("access/validation"),
        /** The organisation refuses the API. */
        ACCESS("access"),
        /** The connection is refused. */
        AUTHENTICATION("authentication"),
        /** Passes by itself. */
        INTERMITTENT("intermittent"),
        /** The record is another one now, or gone. */
        IDENTITY("identity"),
        /** Everything else. */
        OTHER("other");

        private final String words;

        Category(String words) {
            this.words = words;
        }

        /** The name that is shown. */
        public String words() {
            return words;
        }
    }

    /** What to do. */
    public enum Action {
        /** Fetch a session once and repeat once; then {@link #WAIT_FOR_CONNECTION}. */
        RENEW_SESSION,
        /** Park what uses this connection, and tell its owner. */
        WAIT_FOR_CONNECTION,
        /** Park what uses this connection, and tell an administrator: no new session helps. */
        BLOCK_CONNECTION,
        /** Nobody calls the organisation but opt-outs: for 15 minutes, then 30, then 60. */
        PARK,
        /** Repeat with backoff, fewer calls at a time. */
        LOWER_CONCURRENCY,
        /** Repeat with backoff. */
        RETRY,
        /** Repeat up to ten times after 0.5 to 30 seconds; never two batches of one parent at a time. */
        RETRY_LOCKED,
        /** Three tries, then a person has to look. */
        RETRY_THEN_DEAD_LETTER,
        /** Reads go on; writes wait 15 minutes. */
        WAIT_FOR_MAINTENANCE,
        /** Repeat with half of it. */
        HALVE,
        /** Look up the fields again, leave the unknown or hidden one out, repeat once. */
        REFRESH_FIELDS,
        /** Look whom the record was merged or converted into, repeat once; else the row is dead. */
        RESOLVE_RECORD,
        /** Write to the contact that the lead was converted into, once. */
        USE_CONVERTED_CONTACT,
        /** Repeat once and allow duplicates. */
        ALLOW_DUPLICATES,
        /** It is as wanted already: our own earlier write. */
        TREAT_AS_DONE,
        /** Stop writing by this key field: several records have the same value. */
        STOP_KEY,
        /** Read the record again and merge. */
        READ_AGAIN,
        /** A newer version of the API has to be configured. */
        RAISE_VERSION,
        /** Begin a new query after the last row that was read. */
        RESTART_AT_KEYSET,
        /** The log of changes does not reach back so far: compare all ids. */
        COMPARE_IDS,
        /** Repeating does not help: a person has to look. */
        DEAD_LETTER
    }
}
