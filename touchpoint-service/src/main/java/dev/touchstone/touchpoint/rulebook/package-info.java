/** The lists of rules as they are stored: every version of each, and the day that moving days are counted from. */
@NullMarked
package dev.touchstone.touchpoint.rulebook;

import org.jspecify.annotations.NullMarked;
