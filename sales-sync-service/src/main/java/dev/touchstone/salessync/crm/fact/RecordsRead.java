package dev.touchstone.salessync.crm.fact;

import dev.touchstone.salessync.salesforce.query.SalesforceRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Records that were read, for whoever follows them: fired as an event in the transaction in which the position of the reading is stored,
 * so that what becomes of them is stored with it. The same is told again and again, and in any order; an observer that throws has it
 * read again after a pause.
 *
 * @param fields names that were asked for; what is not among them is unknown, not empty
 * @param records that are there, no id twice
 * @param gone ids, 18 characters, of records that are deleted, or that were asked for by their id and cannot be found; none twice
 */
public record RecordsRead(
        CrmObject object, Set<String> fields, List<SalesforceRecord> records, List<String> gone, ReadingTime time) {
    /** Records and ids in one event, at most. */
    public static final int MAX_RECORDS = 2_000;

    /**
     * When records were read.
     *
     * @param readAt by Salesforce's clock, not later than the beginning of the reading: the values are at least as new as this
     * @param clockOffset Salesforce's clock minus ours, to the second
     */
    public record ReadingTime(Instant readAt, Duration clockOffset) {}

    public RecordsRead {
        fields = Set.copyOf(fields);
        records = List.copyOf(records);
        gone = List.copyOf(gone);
        if (records.size() + gone.size() > MAX_RECORDS) {
            throw new IllegalArgumentException("at most " + MAX_RECORDS + " records in one event");
        }
    }
}
