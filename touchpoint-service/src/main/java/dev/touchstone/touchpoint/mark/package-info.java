/** Dirty marks: which keys were changed and wait for the effect to be derived (decision 0011). */
@NullMarked
package dev.touchstone.touchpoint.mark;

import org.jspecify.annotations.NullMarked;
