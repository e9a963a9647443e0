/**
 * Versions of the ordered channel rules: the sheet they are written in, what is checked before they are installed, where
 * they are kept, and the one that classifies at this moment.
 */
@NullMarked
package dev.touchstone.mapping.ruleset;

import org.jspecify.annotations.NullMarked;
