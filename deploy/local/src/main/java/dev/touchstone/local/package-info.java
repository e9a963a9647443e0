/** The whole suite on one machine: the commands that start it, beside those of the command line. */
@NullMarked
package dev.touchstone.local;

import org.jspecify.annotations.NullMarked;
