/** The page of a service that lists its metrics, and the convention by which they are named. Pure but for the file itself. */
@NullMarked
package dev.touchstone.observability.page;

import org.jspecify.annotations.NullMarked;
