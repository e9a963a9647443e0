/** Reads the facts of the CRM, of Marketo and of the web as the pure values that rules and generation look at. */
@NullMarked
package dev.touchstone.touchpoint.fact;

import org.jspecify.annotations.NullMarked;
