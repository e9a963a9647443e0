/** Columns that several stores share, and how pages are sampled. */
@NullMarked
package dev.touchstone.touchpoint.sql;

import org.jspecify.annotations.NullMarked;
