/** Finds what is allowed in channel rules and probably not meant: rows that decide nothing, in the wrong order, or unfinished. Pure. */
@NullMarked
package dev.touchstone.mapping.lint;

import org.jspecify.annotations.NullMarked;
