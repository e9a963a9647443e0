/**
 * What emulators of remote APIs share: a clock that can be moved, planned faults, and a log of the calls that came in. Nothing
 * here knows an API.
 */
@NullMarked
package dev.touchstone.testing.emulator;

import org.jspecify.annotations.NullMarked;
