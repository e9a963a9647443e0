package dev.touchstone.salessync.runtime;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How reminders are sent to Salesforce. */
@ConfigMapping(prefix = "touchstone.sales-sync.reminder")
interface ReminderConfig {
    /** Whether a task is renamed in Salesforce when its reminder is. */
    @WithDefault("true")
    boolean subjectFollowsName();

    /** How long a process that died keeps others from sending what it had in hand; longer than the calls of a pass may last. */
    @WithDefault("30M")
    Duration lease();

    /**
     * How often a process looks for reminders to send, and whether tasks are due to be read. Longer is later, shorter asks the database more
     * often.
     */
    @WithDefault("2S")
    Duration pollInterval();

    /**
     * How often it is asked in Salesforce which tasks changed, once somebody's reminders are kept the same. Each time costs two calls, and
     * one for each 200 tasks of theirs that changed in the last 12 minutes.
     */
    @WithDefault("45S")
    Duration taskInterval();
}
