/** What Salesforce tells of changes of records: events as values, and how they are read from their binary form. */
@NullMarked
package dev.touchstone.salessync.salesforce.event;

import org.jspecify.annotations.NullMarked;
