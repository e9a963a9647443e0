/**
 * A Marketo REST API in one process that keeps the documented limits and errors: people, feeds, custom activities, exports,
 * usage. State is in memory, the clock can be moved, faults can be planned, and every call is kept in a truth log, so that a
 * test can compare what a client believes with what happened.
 */
@NullMarked
package dev.touchstone.testing.marketo;

import org.jspecify.annotations.NullMarked;
