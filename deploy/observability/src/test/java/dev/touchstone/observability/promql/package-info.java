/** As much of PromQL as it takes to say which metrics and labels an expression uses. Pure. */
@NullMarked
package dev.touchstone.observability.promql;

import org.jspecify.annotations.NullMarked;
