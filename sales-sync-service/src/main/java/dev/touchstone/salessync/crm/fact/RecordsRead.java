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
 * @param deleted ids, 18 characters, of records that are in the recycle bin; none twice
 * @param absent ids of records that were asked for and cannot be found: they are gone for good, or may not be seen any more
 */
public record RecordsRead(
        CrmObject object,
        Set<String> fields,
        List<SalesforceRecord> records,
        List<String> deleted,
        List<String> absent,
        ReadingTime time) {
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
        deleted = List.copyOf(deleted);
        absent = List.copyOf(absent);
        if (records.size() + deleted.size() + absent.size() > MAX_RECORDS) {
            throw new IllegalArgumentException("at most " + MAX_RECORDS + " records in one event");
        }
    }
}
