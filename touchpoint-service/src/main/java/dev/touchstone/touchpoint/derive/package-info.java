/** Keeps what is derived in step with the facts: the workers that take dirty marks, and one use case a step. */
@NullMarked
package dev.touchstone.touchpoint.derive;

import org.jspecify.annotations.NullMarked;
