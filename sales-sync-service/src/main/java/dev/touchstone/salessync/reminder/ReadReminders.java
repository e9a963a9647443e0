package dev.touchstone.salessync.reminder;

import dev.touchstone.salessync.reminder.TaskReadings.TaskReading;
import dev.touchstone.salessync.salesforce.SalesforceOrg;
import dev.touchstone.salessync.salesforce.limit.SalesforceLane;
import dev.touchstone.salessync.salesforce.query.QueryPage;
import dev.touchstone.salessync.salesforce.query.SalesforceRecord;
import dev.touchstone.salessync.salesforce.query.Soql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Reads the tasks of some reminders, as their seller. */
@ApplicationScoped
class ReadReminders {
    private final TakeTaskReadings take;
    private final Clock clock;

    ReadReminders(TakeTaskReadings take, Clock clock) {
        this.take = take;
        this.clock = clock;
    }

    /**
     * A reading.
     *
     * @param taken the reminders about which it told something new, by id
     * @param found ids of the tasks that are there, deleted ones included
     * @param deletedKeys keys of those that are deleted
     * @param clockOffset Salesforce's clock minus ours
     */
    record Reading(
            Map<UUID, Reminder> taken, Set<String> found, Set<String> deletedKeys, Duration clockOffset) {
        /** A time that Salesforce's clock, read to the second, is not past yet. */
        Instant notEarlierThan(Instant now) {
            return now.plus(clockOffset).plusSeconds(2).truncatedTo(ChronoUnit.SECONDS);
        }
    }

    /**
     * Reads tasks and stores what they say. One that is not found is left as it is: the seller may only not see it any more.
     *
     * @param field {@code Id} or the key
     * @param values at most 200, and at least one
     */
    Reading read(SalesforceOrg org, String field, List<String> values) {
        Instant begun = clock.instant();
        Soql query = Soql.select(TaskFields.NAMES, TaskWrite.OBJECT).where(Soql.in(field, values));
        QueryPage page = org.queries(SalesforceLane.REMINDER).firstWithDeleted(query);
        Instant now = clock.instant();
        Instant told = page.serverTime();
        Instant there = told == null ? now : told;
        Duration offset = Duration.between(now, there);
        Instant readAt = there.minus(Duration.between(begun, now)).truncatedTo(ChronoUnit.SECONDS);
        List<TaskReading> readings = new ArrayList<>();
        Set<String> found = new HashSet<>();
        Set<String> deletedKeys = new HashSet<>();
        for (SalesforceRecord record : page.records()) {
            found.add(record.id());
            if (TaskFields.isDeleted(record)) {
                readings.add(new TaskReading.Gone(record.id()));
                deletedKeys.add(record.text(TaskWrite.KEY));
            } else {
                readings.add(new TaskReading.Present(TaskFields.task(record)));
            }
        }
        TaskReadings all = new TaskReadings(readings, new ReadingTime(readAt, offset), TaskReadings.Origin.UNKNOWN);
        return new Reading(take.store(all), found, deletedKeys, offset);
    }
}
