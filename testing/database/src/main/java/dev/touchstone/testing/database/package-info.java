/** A real PostgreSQL for tests, started by the tests themselves. */
@NullMarked
package dev.touchstone.testing.database;

import org.jspecify.annotations.NullMarked;
