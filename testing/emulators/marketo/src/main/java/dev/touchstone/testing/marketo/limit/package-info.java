/** What the instance allows its callers: access tokens, calls at a time, in 20 seconds and in a day, and the statistics of both. */
@NullMarked
package dev.touchstone.testing.marketo.limit;

import org.jspecify.annotations.NullMarked;
