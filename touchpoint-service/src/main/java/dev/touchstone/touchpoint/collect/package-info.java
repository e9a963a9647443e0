/** Takes web events in: parses, refuses, and stores them before they are acknowledged. */
@NullMarked
package dev.touchstone.touchpoint.collect;

import org.jspecify.annotations.NullMarked;
