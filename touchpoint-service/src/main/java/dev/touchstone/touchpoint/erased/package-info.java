/** Who was erased and must not come back, by keyed hashes (decision 0046). */
@NullMarked
package dev.touchstone.touchpoint.erased;

import org.jspecify.annotations.NullMarked;
