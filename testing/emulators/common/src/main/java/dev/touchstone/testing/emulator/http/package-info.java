/** The HTTP side of an emulator: a parsed request, the table of paths, and an answer that can be cut, bent or dropped. */
@NullMarked
package dev.touchstone.testing.emulator.http;

import org.jspecify.annotations.NullMarked;
