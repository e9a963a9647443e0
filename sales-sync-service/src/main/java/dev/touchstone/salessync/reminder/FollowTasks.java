package dev.touchstone.salessync.reminder;

import dev.touchstone.salessync.crm.fact.CrmObject;
import dev.touchstone.salessync.crm.fact.RecordsRead;
import dev.touchstone.salessync.reminder.TaskReadings.TaskReading;
import dev.touchstone.salessync.salesforce.query.SalesforceRecord;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Stores what tasks say about reminders as soon as they were read for touchpoint-service, in the transaction in which the position of that
 * reading is stored: seconds after the change, where change events come. No call is made for it. The rounds are the net.
 */
@ApplicationScoped
class FollowTasks {
    private final TakeTaskReadings take;
    private final PollJournal journal;

    FollowTasks(TakeTaskReadings take, PollJournal journal) {
        this.take = take;
        this.journal = journal;
    }

    void read(@Observes RecordsRead read) {
        // A field that is hidden, or one custom field too many, was not asked for: the rounds ask for it by name.
        if (read.object() != CrmObject.TASK || !read.fields().containsAll(TaskFields.NAMES)) {
            return;
        }
        List<TaskReading> readings = new ArrayList<>();
        Set<String> concerned = new HashSet<>(journal.concerned(read.records()));
        for (SalesforceRecord record : read.records()) {
            if (concerned.contains(record.id())) {
                readings.add(new TaskReading.Present(TaskFields.task(record)));
            }
        }
        // One that cannot be found may only be hidden: the rounds judge, by the log of deletions.
        journal.known(read.deleted()).forEach(id -> readings.add(new TaskReading.Gone(id)));
        if (!readings.isEmpty()) {
            ReadingTime time = new ReadingTime(read.time().readAt(), read.time().clockOffset());
            take.store(new TaskReadings(readings, time));
        }
    }
}
