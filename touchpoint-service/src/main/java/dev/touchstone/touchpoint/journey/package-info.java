/** What callers read of touchpoints: single ones, lists, counts, journeys, the change feed, and why each exists. */
@NullMarked
package dev.touchstone.touchpoint.journey;

import org.jspecify.annotations.NullMarked;
