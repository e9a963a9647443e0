/**
 * Puts a mapping key into a channel by ordered rules, the first matching row wins, and explains why. Pure: the same key
 * under the same rules and detector lists is always in the same channel.
 */
@NullMarked
package dev.touchstone.mapping.classify;

import org.jspecify.annotations.NullMarked;
