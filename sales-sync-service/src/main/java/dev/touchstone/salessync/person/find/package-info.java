/** Finds people by what is known of them, over indexes that carry some million people. */
@NullMarked
package dev.touchstone.salessync.person.find;

import org.jspecify.annotations.NullMarked;
