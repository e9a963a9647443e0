/** Finds the people whom a change of rules or of many dates concerns, some time after the change. */
@NullMarked
package dev.touchstone.touchpoint.concern;

import org.jspecify.annotations.NullMarked;
