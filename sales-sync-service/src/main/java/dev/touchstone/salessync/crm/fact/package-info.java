/**
 * What touchpoint-service is told of records of Salesforce: which fields are read, what a record says, and the contract's messages.
 * Knows neither a database nor when something is read.
 */
@NullMarked
package dev.touchstone.salessync.crm.fact;

import org.jspecify.annotations.NullMarked;
