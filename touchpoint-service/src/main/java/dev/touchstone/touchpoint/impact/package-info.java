/** What a change of the channel rules does to stored touchpoints: before, as a preview, and after, as progress. */
@NullMarked
package dev.touchstone.touchpoint.impact;

import org.jspecify.annotations.NullMarked;
