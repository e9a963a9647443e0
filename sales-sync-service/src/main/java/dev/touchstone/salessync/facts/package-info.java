/**
 * Passes the people of Marketo on to touchpoint-service, as CRM records. A cursor in the database says what was answered; it moves
 * in one transaction with the diagnostics of what was refused, so that a crash repeats a batch and loses none, and a repeated
 * record changes nothing there.
 */
@NullMarked
package dev.touchstone.salessync.facts;

import org.jspecify.annotations.NullMarked;
