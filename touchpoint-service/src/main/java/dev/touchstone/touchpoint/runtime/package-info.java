/** Configuration, and the life of the workers. */
@NullMarked
package dev.touchstone.touchpoint.runtime;

import org.jspecify.annotations.NullMarked;
