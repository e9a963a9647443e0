/** What a service says at {@code /q/metrics}, as values. Pure. */
@NullMarked
package dev.touchstone.observability.scrape;

import org.jspecify.annotations.NullMarked;
