/**
 * What every end point of the emulator works with: a parsed request, a reply, an error in the body of an answer, and the table
 * of paths.
 */
@NullMarked
package dev.touchstone.testing.marketo.http;

import org.jspecify.annotations.NullMarked;
