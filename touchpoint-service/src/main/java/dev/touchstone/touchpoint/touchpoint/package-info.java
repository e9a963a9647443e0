/** Stored touchpoints and their change feed, as derivation writes them. */
@NullMarked
package dev.touchstone.touchpoint.touchpoint;

import org.jspecify.annotations.NullMarked;
