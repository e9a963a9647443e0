/**
 * Reads Salesforce and tells touchpoint-service, which keeps the records: everything once by bulk jobs, then what changes by rounds, and
 * what events, logs of deletions and comparisons say by looking at it. Positions move only in the transaction that keeps what was
 * answered, so that a crash repeats a part and loses none, and a repeated record changes nothing there.
 */
@NullMarked
package dev.touchstone.salessync.crm.read;

import org.jspecify.annotations.NullMarked;
