/** Traces that go on where work waited in the database (decision 0054). Without tracing nothing is read or written. */
@NullMarked
package dev.touchstone.touchpoint.trace;

import org.jspecify.annotations.NullMarked;
