/**
 * Activities as tasks in Salesforce, one way: each e-mail that was sent, each reply and each call becomes one closed task of its seller; opens,
 * clicks and replies set flags on that of their e-mail. A task is a row of the outbox, in a lane of its seller, stored in the transaction that
 * records the activity.
 */
@NullMarked
package dev.touchstone.salessync.task;

import org.jspecify.annotations.NullMarked;
