/** The versioned settings by which sessions are cut and touchpoints surface. */
@NullMarked
package dev.touchstone.touchpoint.settings;

import org.jspecify.annotations.NullMarked;
