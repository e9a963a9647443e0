/** Tries lists of rules on what is stored, without changing anything: dry runs over all history, and tests on one campaign. */
@NullMarked
package dev.touchstone.touchpoint.ruletrial;

import org.jspecify.annotations.NullMarked;
