/**
 * The connections to the Salesforce organisation: one of the deployment for background work, and one of each seller. They are tried
 * before they replace what is there, stored with their secrets encrypted, never shown again, and always of one organisation. What is
 * pure says what a refusal means and what a probe misses; {@link dev.touchstone.salessync.connection.salesforce.ConnectedSalesforce}
 * opens a connection for everybody who calls.
 */
@NullMarked
package dev.touchstone.salessync.connection.salesforce;

import org.jspecify.annotations.NullMarked;
