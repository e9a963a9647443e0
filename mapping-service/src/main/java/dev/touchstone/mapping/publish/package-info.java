/** Publication of rules: at once, at a time, of an earlier version again. */
@NullMarked
package dev.touchstone.mapping.publish;

import org.jspecify.annotations.NullMarked;
