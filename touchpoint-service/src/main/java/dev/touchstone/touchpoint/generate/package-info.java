/** Derives a person's touchpoints from everything known of the person. Pure. */
@NullMarked
package dev.touchstone.touchpoint.generate;

import org.jspecify.annotations.NullMarked;
