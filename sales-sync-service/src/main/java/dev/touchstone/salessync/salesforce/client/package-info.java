/**
 * Calls of one connection: session, turn, and an answer or a {@link dev.touchstone.salessync.salesforce.error.SalesforceError}. It knows
 * which headers every call has and what statuses and bodies mean, and nothing of queries and records.
 */
@NullMarked
package dev.touchstone.salessync.salesforce.client;

import org.jspecify.annotations.NullMarked;
