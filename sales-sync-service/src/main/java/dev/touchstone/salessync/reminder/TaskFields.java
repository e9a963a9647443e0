package dev.touchstone.salessync.reminder;

import dev.touchstone.salessync.salesforce.query.SalesforceRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The fields of a task that reminders need, and what a record with them says. Pure. */
final class TaskFields {
    /** API name of the id. */
    static final String ID = "Id";

    /** API names, to be queried. */
    static final List<String> NAMES = List.of(
            ID,
            TaskWrite.KEY,
            "WhoId",
            "OwnerId",
            "Status",
            "Priority",
            "ActivityDate",
            "Description",
            "Subject",
            "IsClosed",
            "IsArchived",
            "IsRecurrence",
            "IsDeleted",
            "SystemModstamp");

    private TaskFields() {}

    /** True if the record is in the recycle bin; only queries with deleted records find such. */
    static boolean isDeleted(SalesforceRecord record) {
        return record.flag("IsDeleted");
    }

    /** The task that a record with all the fields is. */
    static SalesforceTask task(SalesforceRecord record) {
        String day = record.text("ActivityDate");
        return new SalesforceTask(
                record.id(),
                record.text(TaskWrite.KEY),
                new SalesforceTask.Links(record.text("WhoId"), record.text("OwnerId")),
                record.text("Status"),
                record.text("Priority"),
                day.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(day)),
                record.text("Description"),
                record.text("Subject"),
                record.flag("IsClosed"),
                record.flag("IsArchived") || record.flag("IsRecurrence"),
                record.time("SystemModstamp").orElse(Instant.EPOCH));
    }
}
