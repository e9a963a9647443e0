/** What a service must survive: connections and calls that no honest client makes, written byte by byte. */
@NullMarked
package dev.touchstone.testing.attack;

import org.jspecify.annotations.NullMarked;
