/** Changing the session settings: what a change would do, and doing it. */
@NullMarked
package dev.touchstone.touchpoint.tuning;

import org.jspecify.annotations.NullMarked;
