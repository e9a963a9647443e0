/**
 * Salesforce's REST API as a client sees it. It translates and decides nothing about people and tasks. How fast and how often is decided
 * behind {@link dev.touchstone.salessync.salesforce.limit.SalesforceGate}.
 */
@NullMarked
package dev.touchstone.salessync.salesforce;

import org.jspecify.annotations.NullMarked;
