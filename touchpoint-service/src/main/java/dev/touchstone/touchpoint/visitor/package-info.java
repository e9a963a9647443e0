/** Stored sessions: written by derivation, read by callers. */
@NullMarked
package dev.touchstone.touchpoint.visitor;

import org.jspecify.annotations.NullMarked;
