/** The calculated fields of touchpoints as they are stored: every version of their list. */
@NullMarked
package dev.touchstone.touchpoint.fieldbook;

import org.jspecify.annotations.NullMarked;
