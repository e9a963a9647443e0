/** What dashboards, alert rules and runbooks have to keep to. */
@NullMarked
package dev.touchstone.observability.check;

import org.jspecify.annotations.NullMarked;
