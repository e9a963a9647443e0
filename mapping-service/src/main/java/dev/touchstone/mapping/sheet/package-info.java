/**
 * The sheets that people edit rules in: CSV in and out, with all that is wrong with a sheet's form in one answer. Pure; what the
 * rows say is checked elsewhere.
 */
@NullMarked
package dev.touchstone.mapping.sheet;

import org.jspecify.annotations.NullMarked;
