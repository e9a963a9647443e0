/**
 * How events come: a subscription that goes on until it is stopped, begins again after every failure at the place that its consumer has
 * stored, and never passes over anything without saying so.
 */
@NullMarked
package dev.touchstone.salessync.salesforce.event.stream;

import org.jspecify.annotations.NullMarked;
