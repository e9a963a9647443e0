/** Ids of what is derived: computed from what it is derived from, so that writing twice is writing once. Pure. */
@NullMarked
package dev.touchstone.touchpoint.id;

import org.jspecify.annotations.NullMarked;
