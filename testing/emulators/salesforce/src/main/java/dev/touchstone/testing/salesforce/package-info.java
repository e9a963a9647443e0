/**
 * A Salesforce organisation in one process that keeps the documented limits and errors: login, REST API, bulk jobs, change
 * events. State is in memory, the clock can be moved, faults can be planned, and calls and writes are kept in truth logs, so
 * that a test can compare what a client believes with what happened.
 */
@NullMarked
package dev.touchstone.testing.salesforce;

import org.jspecify.annotations.NullMarked;
