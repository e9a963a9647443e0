/** The tracking API of Segment, so that the client libraries that people already have can send here. */
@NullMarked
package dev.touchstone.touchpoint.collect.segment;

import org.jspecify.annotations.NullMarked;
