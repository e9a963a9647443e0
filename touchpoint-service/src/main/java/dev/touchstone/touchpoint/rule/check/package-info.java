/** Checks rules when they are taken in: everything that is wrong with a list at once, each with its place. Pure. */
@NullMarked
package dev.touchstone.touchpoint.rule.check;

import org.jspecify.annotations.NullMarked;
