package dev.touchstone.salessync.reminder;

import java.util.List;

/**
 * Told by whoever reads tasks, from rounds or after change events, in the transaction in which the reading's position is stored: what
 * became of the reminders is then stored with it. The same readings may be told again, and in any order.
 *
 * @param tasks what was read, any tasks of the organisation; those that are no reminders change nothing
 * @param time when
 * @param origin by whom the tasks were changed
 */
public record TaskReadings(List<TaskReading> tasks, ReadingTime time, Origin origin) {
    public TaskReadings {
        tasks = List.copyOf(tasks);
    }

    /** By whom tasks were changed, as far as the reading tells. */
    public enum Origin {
        /** The change event carries this service's client id. Its own writes are read again by itself, so these are passed over. */
        OURS,
        /** Somebody else, or unknown. */
        UNKNOWN
    }

    /** One task that was read. */
    public sealed interface TaskReading {
        /**
         * It is there.
         *
         * @param task as it was read, all fields
         */
        record Present(SalesforceTask task) implements TaskReading {}

        /**
         * It is deleted, or cannot be found any more.
         *
         * @param taskId 18 characters
         */
        record Gone(String taskId) implements TaskReading {}
    }
}
