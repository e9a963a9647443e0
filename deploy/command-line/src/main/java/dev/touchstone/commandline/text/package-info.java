/** PURE. Text for people: tables, numbers, times, wrapped paragraphs. */
@NullMarked
package dev.touchstone.commandline.text;

import org.jspecify.annotations.NullMarked;
