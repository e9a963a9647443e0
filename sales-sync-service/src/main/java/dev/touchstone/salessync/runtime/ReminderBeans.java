package dev.touchstone.salessync.runtime;

import dev.touchstone.salessync.reminder.ReminderPolicy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the values that the settings about reminders say. */
final class ReminderBeans {
    @Produces
    @Singleton
    ReminderPolicy reminders(ReminderConfig config) {
        return new ReminderPolicy(config.subjectFollowsName(), config.lease(), config.taskInterval());
    }
}
