/**
 * Brings activities to Marketo: batches out of the outbox, read-backs of what is in doubt, aliases of people who are gone, rows that
 * wait for their type. {@link dev.touchstone.salessync.activity.delivery.ActivityWriting} and
 * {@link dev.touchstone.salessync.activity.delivery.SendOutcomes} are pure.
 */
@NullMarked
package dev.touchstone.salessync.activity.delivery;

import org.jspecify.annotations.NullMarked;
