/**
 * What somebody should look at although the sync goes on: kept while it lasts, for the status, and logged once a day, whichever
 * process finds it.
 */
@NullMarked
package dev.touchstone.salessync.warning;

import org.jspecify.annotations.NullMarked;
