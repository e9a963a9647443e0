/** The sites whose visits are collected: domains, write keys, what counts as a form. */
@NullMarked
package dev.touchstone.touchpoint.site;

import org.jspecify.annotations.NullMarked;
