package dev.touchstone.salessync.reminder;

import dev.touchstone.salessync.salesforce.query.KeysetSource;
import dev.touchstone.salessync.salesforce.query.SalesforceRecord;
import java.util.List;

/** What is read of each task that changed, to know whether it concerns a reminder: texts may be long and are read for few. Pure. */
final class ChangedTask {
    private static final String OWNER = "OwnerId";
    private static final String CLOSED = "IsClosed";
    private static final String DELETED = "IsDeleted";

    /** What a round reads. */
    static final KeysetSource SOURCE =
            new KeysetSource(TaskWrite.OBJECT, List.of(OWNER, CLOSED, DELETED), List.of(), true);

    private ChangedTask() {}

    /** True unless it is done or deleted. */
    static boolean isOpen(SalesforceRecord task) {
        return !task.flag(CLOSED) && !task.flag(DELETED);
    }

    /** The user whose it is. */
    static String owner(SalesforceRecord task) {
        return task.text(OWNER);
    }
}
