package dev.touchstone.salessync.activity;

import java.util.List;

/**
 * Says, within the transaction that stores them, that activities were recorded for the first time.
 *
 * @param activities those of people who are not erased
 */
public record ActivitiesRecorded(List<ActivityStore.Insertion> activities) {
    public ActivitiesRecorded {
        activities = List.copyOf(activities);
    }
}
