/** Starts what has to run beside the requests, and says whether the service is ready. */
@NullMarked
package dev.touchstone.mapping.runtime;

import org.jspecify.annotations.NullMarked;
