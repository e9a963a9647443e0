/** Reports touchpoints of two sources that are likely one interaction. */
@NullMarked
package dev.touchstone.touchpoint.overlap;

import org.jspecify.annotations.NullMarked;
