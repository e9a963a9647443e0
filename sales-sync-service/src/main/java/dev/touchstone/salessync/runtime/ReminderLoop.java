package dev.touchstone.salessync.runtime;

import dev.touchstone.runtime.RefreshLoop;
import dev.touchstone.runtime.SchemaMigration;
import dev.touchstone.salessync.reminder.PollTasks;
import dev.touchstone.salessync.reminder.SendReminders;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Sends reminders to Salesforce, reads tasks from there, and forgets those that were deleted long ago. */
@ApplicationScoped
class ReminderLoop {
    private static final Duration TIDY = Duration.ofHours(1);

    private final RefreshLoop send;
    private final RefreshLoop read;
    private final RefreshLoop tidy;

    ReminderLoop(SchemaMigration migration, SendReminders reminders, PollTasks tasks, ReminderConfig config) {
        send = new RefreshLoop(migration, "reminders", config.pollInterval(), reminders::send);
        read = new RefreshLoop(migration, "the tasks of reminders", config.pollInterval(), tasks::poll);
        tidy = new RefreshLoop(migration, "deleted reminders", TIDY, reminders::tidy);
    }

    void start(@Observes StartupEvent event) {
        send.start();
        read.start();
        tidy.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        tidy.stop();
        read.stop();
        send.stop();
    }
}
