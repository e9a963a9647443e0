/**
 * What calls to every other system have in common: one exchange over HTTP within limits of time and size, texts in JSON, waits
 * between attempts, whose fault a failure is. Knows nothing of any system's tokens, codes and pace. Waits and classes of errors are
 * pure.
 */
@NullMarked
package dev.touchstone.salessync.remote;

import org.jspecify.annotations.NullMarked;
