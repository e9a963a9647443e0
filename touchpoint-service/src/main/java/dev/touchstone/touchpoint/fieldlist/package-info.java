/** The calculated fields of touchpoints over gRPC: reading, trying and changing them. */
@NullMarked
package dev.touchstone.touchpoint.fieldlist;

import org.jspecify.annotations.NullMarked;
