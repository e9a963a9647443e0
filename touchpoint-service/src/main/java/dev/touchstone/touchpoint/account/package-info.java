/** Matches leads with accounts on demand, from the facts as they stand. */
@NullMarked
package dev.touchstone.touchpoint.account;

import org.jspecify.annotations.NullMarked;
