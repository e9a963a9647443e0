/** Tokens, and calls with them, for tests of who may call what. */
@NullMarked
package dev.touchstone.testing.access;

import org.jspecify.annotations.NullMarked;
