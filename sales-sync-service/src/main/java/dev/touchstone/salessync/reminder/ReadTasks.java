package dev.touchstone.salessync.reminder;

import dev.touchstone.salessync.reminder.TaskReadings.TaskReading;
import dev.touchstone.salessync.salesforce.SalesforceOrg;
import dev.touchstone.salessync.salesforce.limit.SalesforceLane;
import dev.touchstone.salessync.salesforce.query.QueryPage;
import dev.touchstone.salessync.salesforce.query.SalesforceRecord;
import dev.touchstone.salessync.salesforce.query.Soql;
import dev.touchstone.salessync.salesforce.write.CollectionsApi;
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

/** Reads tasks whole, and stores what they say about reminders. */
@ApplicationScoped
class ReadTasks {
    private final TakeTaskReadings take;
    private final Clock clock;

    ReadTasks(TakeTaskReadings take, Clock clock) {
        this.take = take;
        this.clock = clock;
    }

    /**
     * A reading.
     *
     * @param taken the reminders about which it told something new, by id
     * @param found ids of the tasks that are there, deleted ones included
     * @param deletedKeys keys of those that are deleted
     * @param time when
     */
    record Reading(Map<UUID, Reminder> taken, Set<String> found, Set<String> deletedKeys, ReadingTime time) {
        Reading {
            taken = Map.copyOf(taken);
            found = Set.copyOf(found);
            deletedKeys = Set.copyOf(deletedKeys);
        }

        /** Those of some ids that were not found. */
        List<String> missing(List<String> ids) {
            return ids.stream().filter(id -> !found.contains(id)).toList();
        }

        /** A time that Salesforce's clock, read to the second, is not past yet. */
        Instant notEarlierThan(Instant now) {
            return now.plus(time.clockOffset()).plusSeconds(2).truncatedTo(ChronoUnit.SECONDS);
        }
    }

    /**
     * Reads tasks and stores what they say. One that is not found is left as it is: whoever reads may only not see it.
     *
     * @param org as whom it is read
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
        ReadingTime time = new ReadingTime(readAt, offset);
        return new Reading(take.store(new TaskReadings(readings, time)), found, deletedKeys, time);
    }

    /** Reads any number of tasks by their ids. */
    void readAll(SalesforceOrg org, List<String> ids) {
        parts(ids).forEach(part -> read(org, TaskFields.ID, part));
    }

    /**
     * Reads tasks by their ids; those that are not found are gone.
     *
     * @param org somebody who sees all tasks
     */
    void goneUnlessFound(SalesforceOrg org, List<String> ids) {
        for (List<String> part : parts(ids)) {
            Reading reading = read(org, TaskFields.ID, part);
            List<TaskReading> gone = new ArrayList<>();
            reading.missing(part).forEach(id -> gone.add(new TaskReading.Gone(id)));
            take.store(new TaskReadings(gone, reading.time()));
        }
    }

    private static List<List<String>> parts(List<String> ids) {
        List<List<String>> parts = new ArrayList<>();
        for (int i = 0; i < ids.size(); i += CollectionsApi.MAX_ROWS) {
            parts.add(ids.subList(i, Math.min(ids.size(), i + CollectionsApi.MAX_ROWS)));
        }
        return parts;
    }
}
