/**
 * What each of the three services needs in order to run and nothing that any of them decides: the schema is migrated
 * with patience, readiness tells the truth, errors leave the house in one form, the clock and new ids come from one place.
 */
@NullMarked
package dev.touchstone.runtime;

import org.jspecify.annotations.NullMarked;
