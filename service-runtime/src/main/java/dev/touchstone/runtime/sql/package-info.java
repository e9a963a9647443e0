/** Runs the constant SQL texts of the stores: binding from left to right, reading by column name, arrays for whole batches. */
@NullMarked
package dev.touchstone.runtime.sql;

import org.jspecify.annotations.NullMarked;
