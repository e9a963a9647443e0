/** How two rule sets differ, row by row. Pure functions of rows. */
@NullMarked
package dev.touchstone.mapping.rulediff;

import org.jspecify.annotations.NullMarked;
