/** Starts, watches and stops PostgreSQL and the services as processes of one data directory. */
@NullMarked
package dev.touchstone.local.suite;

import org.jspecify.annotations.NullMarked;
