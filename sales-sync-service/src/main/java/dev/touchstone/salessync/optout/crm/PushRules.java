package dev.touchstone.salessync.optout.crm;

import dev.touchstone.salessync.salesforce.error.RowError;
import dev.touchstone.salessync.salesforce.error.SalesforceError;
import dev.touchstone.salessync.salesforce.write.RowResult;

/**
 * What Salesforce's answer means for an opt-out that is written. Pure.
 *
 * <p><b>Source:</b> R-U-12, section 2.5 of the specification: what may pass is repeated without end, what does not is shown.
 */
final class PushRules {
    private PushRules() {}

    /** What a row's answer means. */
    static PushOutcome ofRow(RowResult result) {
        if (result.success()) {
            return new PushOutcome.Written();
        }
        return result.errors().stream()
                .findFirst()
                .map(PushRules::ofError)
                .orElseGet(() -> new PushOutcome.Again("NO_REASON"));
    }

    /** What it means for each row that a call failed as a whole. */
    static PushOutcome ofCall(SalesforceError error) {
        return error instanceof SalesforceError.Rejected rejected
                ? ofError(rejected.why())
                : new PushOutcome.Again(error.kind().name());
    }

    private static PushOutcome ofError(RowError error) {
        return switch (error.verdict().action()) {
            case TREAT_AS_DONE -> new PushOutcome.Written();
            case DEAD_LETTER,
                    REFRESH_FIELDS,
                    RESOLVE_RECORD,
                    USE_CONVERTED_CONTACT,
                    ALLOW_DUPLICATES,
                    STOP_KEY ->
                new PushOutcome.Failed(error.code(), error.words());
            case RENEW_SESSION,
                    WAIT_FOR_CONNECTION,
                    BLOCK_CONNECTION,
                    PARK,
                    LOWER_CONCURRENCY,
                    RETRY,
                    RETRY_LOCKED,
                    RETRY_THEN_DEAD_LETTER,
                    WAIT_FOR_MAINTENANCE,
                    HALVE,
                    READ_AGAIN,
                    RAISE_VERSION,
                    RESTART_AT_KEYSET,
                    COMPARE_IDS ->
                new PushOutcome.Again(error.code());
        };
    }
}
