/** Folds a visitor's web events into sessions. Pure: no clock, no store, no framework. */
@NullMarked
package dev.touchstone.touchpoint.session;

import org.jspecify.annotations.NullMarked;
