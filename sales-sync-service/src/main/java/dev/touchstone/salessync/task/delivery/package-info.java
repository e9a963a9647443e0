/**
 * Brings tasks to Salesforce, as their sellers: batches of one seller at a time, and never two at a time under one account. The rows are those
 * of the outbox ({@link dev.touchstone.salessync.outbox}), a lane for each seller.
 */
@NullMarked
package dev.touchstone.salessync.task.delivery;

import org.jspecify.annotations.NullMarked;
