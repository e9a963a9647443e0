/**
 * Calculated fields of touchpoints: what they are, whether a list of them is right, what they come out as, and which rules use
 * them. Pure.
 */
@NullMarked
package dev.touchstone.touchpoint.touchpointfield;

import org.jspecify.annotations.NullMarked;
