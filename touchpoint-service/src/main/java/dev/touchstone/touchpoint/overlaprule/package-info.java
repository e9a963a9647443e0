/** Which of two touchpoints that describe the same interaction yields to the other (scenario C14). Pure. */
@NullMarked
package dev.touchstone.touchpoint.overlaprule;

import org.jspecify.annotations.NullMarked;
