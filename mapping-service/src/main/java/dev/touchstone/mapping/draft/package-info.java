/** Rules that are being edited: drafts, which may be wrong, their store, what is checked in them, and sheets in and out. */
@NullMarked
package dev.touchstone.mapping.draft;

import org.jspecify.annotations.NullMarked;
