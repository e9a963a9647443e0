/** Mapping keys and their current channel, kept in step with mapping-service's active rule set. */
@NullMarked
package dev.touchstone.touchpoint.remap;

import org.jspecify.annotations.NullMarked;
