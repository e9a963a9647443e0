/** The rules by which facts become touchpoints. Pure. */
@NullMarked
package dev.touchstone.touchpoint.rule;

import org.jspecify.annotations.NullMarked;
