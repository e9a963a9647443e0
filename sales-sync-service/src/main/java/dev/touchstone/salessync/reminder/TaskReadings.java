package dev.touchstone.salessync.reminder;

import java.util.List;

/**
 * Tasks that were read together. Pure.
 *
 * @param tasks any tasks of the organisation; those that are no reminders and become none change nothing
 * @param time when
 */
record TaskReadings(List<TaskReading> tasks, ReadingTime time) {
    TaskReadings {
        tasks = List.copyOf(tasks);
    }

    /** One task that was read. */
    sealed interface TaskReading {
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
