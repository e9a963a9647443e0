/**
 * Who may call an organisation when: lanes, the gate that every call passes, what Salesforce says about used requests, and what a
 * failure means for the next attempt. Pure; the gate is implemented where all processes share one budget.
 */
@NullMarked
package dev.touchstone.salessync.salesforce.limit;

import org.jspecify.annotations.NullMarked;
