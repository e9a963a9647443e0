/** By which e-mail addresses visitors are known: aliases of other systems, what is ignored, and everything together. */
@NullMarked
package dev.touchstone.touchpoint.identification;

import org.jspecify.annotations.NullMarked;
