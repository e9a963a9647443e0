/**
 * The instance's activity log and what is read from it and written to it: paging tokens, the three feeds, types, custom
 * activity types with their drafts, and custom activities.
 */
@NullMarked
package dev.touchstone.testing.marketo.activity;

import org.jspecify.annotations.NullMarked;
