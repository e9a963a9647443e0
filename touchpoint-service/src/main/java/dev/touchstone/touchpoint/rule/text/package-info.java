/**
 * The rule language as text: expressions on one line and names with tokens, read with the column of what is wrong and written so
 * that reading gives the same. Pure.
 */
@NullMarked
package dev.touchstone.touchpoint.rule.text;

import org.jspecify.annotations.NullMarked;
