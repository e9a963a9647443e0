/**
 * Records that are computed from a seed when they are asked for, so that millions of them need no memory. What clients write
 * lies above them.
 */
@NullMarked
package dev.touchstone.testing.salesforce.population;

import org.jspecify.annotations.NullMarked;
