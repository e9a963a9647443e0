/**
 * Marketo's REST API as a client sees it: token, calls, codes, leads, feeds, custom activities, bulk exports. It translates and
 * decides nothing about people. How fast and how often is decided behind {@link dev.touchstone.salessync.marketo.CallGate}, which
 * package {@code budget} implements for all processes together. Codes, classes of errors, times and waits are pure.
 */
@NullMarked
package dev.touchstone.salessync.marketo;

import org.jspecify.annotations.NullMarked;
