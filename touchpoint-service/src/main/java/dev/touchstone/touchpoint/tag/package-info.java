/** Serves the browser tag that the build bundles: for a page that takes what is newest, and for one that names its version. */
@NullMarked
package dev.touchstone.touchpoint.tag;

import org.jspecify.annotations.NullMarked;
