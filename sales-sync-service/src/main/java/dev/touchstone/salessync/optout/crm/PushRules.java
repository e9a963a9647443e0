package dev.touchstone.salessync.optout.crm;

import dev.touchstone.salessync.salesforce.error.RowError;
import dev.touchstone.salessync.salesforce.error.SalesforceError;
import dev.touchstone.salessync.salesforce.query.SalesforceRecord;
import dev.touchstone.salessync.salesforce.write.RowResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What Salesforce's answers mean for an opt-out that is written. Pure.
 *
 * <p><b>Source:</b> R-U-12, section 2.5 of the specification: what may pass is repeated without end, what does not is shown.
 */
final class PushRules {
    private static final String CONVERTED = "IsConverted";
    private static final String CONTACT = "ConvertedContactId";

    private PushRules() {}

    /** What is read of a record before it is written. */
    static List<String> fields(CrmObject object, CrmOptOutSettings settings) {
        List<String> fields = new ArrayList<>(List.of("Id"));
        fields.addAll(settings.writeFields());
        if (object == CrmObject.LEAD) {
            fields.addAll(List.of(CONVERTED, CONTACT));
        }
        return fields;
    }

    /**
     * What a record means before it is written.
     *
     * @param record as it is; empty if it is not to be seen
     * @return empty if it has to be written
     */
    static Optional<PushOutcome> ofRecord(Optional<SalesforceRecord> record, CrmOptOutSettings settings) {
        if (record.isEmpty()) {
            return Optional.of(new PushOutcome.Gone());
        }
        SalesforceRecord seen = record.get();
        if (seen.flag(CONVERTED)) {
            String contact = seen.text(CONTACT);
            return Optional.of(contact.isEmpty() ? new PushOutcome.Gone() : new PushOutcome.Moved(contact));
        }
        return settings.writeFields().stream().allMatch(seen::flag)
                ? Optional.of(new PushOutcome.Written())
                : Optional.empty();
    }

    /** What the answer to a row that was written means. */
    static PushOutcome ofRow(RowResult result) {
        return result.success()
                ? new PushOutcome.Written()
                : ofError(result.errors().getFirst());
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
            case RESOLVE_RECORD -> new PushOutcome.Gone();
            case DEAD_LETTER, REFRESH_FIELDS, ALLOW_DUPLICATES, STOP_KEY ->
                new PushOutcome.Failed(error.code(), error.words());
            case USE_CONVERTED_CONTACT,
                    RENEW_SESSION,
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
                    COMPARE_IDS -> new PushOutcome.Again(error.code());
        };
    }
}
