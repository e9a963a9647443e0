/** PURE. The sample organisation of the demo, from a seed: the same seed gives the same records. */
@NullMarked
package dev.touchstone.local.sample;

import org.jspecify.annotations.NullMarked;
