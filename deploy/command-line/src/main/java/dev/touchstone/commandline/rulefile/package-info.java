/** Files in which people write generation rules. */
@NullMarked
package dev.touchstone.commandline.rulefile;

import org.jspecify.annotations.NullMarked;
