/** Changes and shows the lists of rules: versions, differences, and the day that moves. */
@NullMarked
package dev.touchstone.touchpoint.rulelist;

import org.jspecify.annotations.NullMarked;
