/** Measurements that anyone can repeat: a command each, with the peer in the same run and the answers compared first. */
@NullMarked
package dev.touchstone.bench;

import org.jspecify.annotations.NullMarked;
