/**
 * Reminder tasks of sellers, kept the same here and in Salesforce. What both sides agreed on last, the base, decides who changed what;
 * {@link dev.touchstone.salessync.reminder.ReminderMerge} and the other rules are pure.
 */
@NullMarked
package dev.touchstone.salessync.reminder;

import org.jspecify.annotations.NullMarked;
