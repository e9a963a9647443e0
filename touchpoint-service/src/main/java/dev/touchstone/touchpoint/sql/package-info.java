/** The few lines every SQL store needs to pass batches as arrays and to read times. */
@NullMarked
package dev.touchstone.touchpoint.sql;

import org.jspecify.annotations.NullMarked;
