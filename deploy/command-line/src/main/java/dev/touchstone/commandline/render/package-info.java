/** Answers of the services as text for people. */
@NullMarked
package dev.touchstone.commandline.render;

import org.jspecify.annotations.NullMarked;
